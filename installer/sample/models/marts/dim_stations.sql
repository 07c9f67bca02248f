with starts as (
    select start_station_id as station_id, count(*) as trips_started
    from {{ ref('fct_trips') }}
    group by start_station_id
)

select
    s.station_id,
    s.station_name,
    s.district,
    s.docks,
    s.opened_on,
    coalesce(starts.trips_started, 0) as trips_started
from {{ ref('stg_stations') }} as s
left join starts on starts.station_id = s.station_id
