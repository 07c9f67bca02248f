select
    r.rider_id,
    r.email,
    coalesce(r.full_name, 'unknown') as full_name,
    r.tariff_code,
    r.registered_at,
    f.first_trip_on,
    coalesce(f.trips, 0) as trips
from {{ ref('stg_riders') }} as r
left join {{ ref('int_rider_first_trips') }} as f on f.rider_id = r.rider_id
