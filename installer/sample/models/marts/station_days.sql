select
    t.started_on as day,
    s.district,
    s.station_name,
    count(*) as trips,
    sum(t.price) as revenue
from {{ ref('fct_trips') }} as t
inner join {{ ref('dim_stations') }} as s on s.station_id = t.start_station_id
group by t.started_on, s.district, s.station_name
