select extract(hour from started_at) as hour_of_day, count(*) as trips
from {{ ref('fct_trips') }}
group by 1
order by trips desc
