with durations as (

    select * from {{ ref('int_trip_durations') }}

)

select
    t.trip_id,
    t.rider_id,
    t.bike_id,
    t.start_station_id,
    t.end_station_id,
    t.started_at,
    t.started_on,
    d.minutes,
    r.tariff_code,
    f.unlock_fee + d.minutes * f.price_per_minute as price
from {{ ref('stg_trips') }} as t
inner join durations as d on d.trip_id = t.trip_id
inner join {{ ref('stg_riders') }} as r on r.rider_id = t.rider_id
inner join {{ ref('stg_tariffs') }} as f on f.tariff_code = r.tariff_code
