select
    bike_id,
    count(*) as trips,
    sum(minutes) as minutes
from {{ ref('int_trips_priced') }}
group by bike_id
