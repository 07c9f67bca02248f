{{ config(materialized='ephemeral') }}

select
    trip_id,
    cast(extract(epoch from (ended_at - started_at)) / 60 as integer) as minutes
from {{ ref('stg_trips') }}
where ended_at is not null
