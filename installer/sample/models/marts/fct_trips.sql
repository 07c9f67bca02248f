{{
    config(
        materialized='incremental',
        unique_key='trip_id',
        incremental_strategy='delete+insert',
        on_schema_change='append_new_columns'
    )
}}

select
    {{ surrogate_key(['p.trip_id', 'p.rider_id']) }} as trip_key,
    p.trip_id,
    p.rider_id,
    p.bike_id,
    p.start_station_id,
    p.end_station_id,
    p.started_at,
    p.started_on,
    p.minutes,
    p.tariff_code,
    p.price
from {{ ref('int_trips_priced') }} as p
{% if is_incremental() %}
-- trips end late: look one day back
where p.started_at >= (select max(t.started_at) - interval '1 day' from {{ this }} as t)
{% endif %}
