{{ config(materialized='ephemeral') }}

select
    rider_id,
    min(started_on) as first_trip_on,
    count(*) as trips
from {{ ref('stg_trips') }}
group by rider_id
