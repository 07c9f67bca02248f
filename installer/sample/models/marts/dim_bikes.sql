select
    b.bike_id,
    b.model_name,
    b.is_electric,
    b.status,
    coalesce(u.trips, 0) as trips,
    coalesce(u.minutes, 0) as minutes
from {{ ref('stg_bikes') }} as b
left join {{ ref('int_bike_usage') }} as u on u.bike_id = b.bike_id
