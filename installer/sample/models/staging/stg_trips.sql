select
    id as trip_id,
    rider_id,
    bike_id,
    start_station_id,
    end_station_id,
    started_at,
    ended_at,
    cast(started_at as date) as started_on
from {{ source('rental', 'trips') }}
