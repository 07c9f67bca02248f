{{ config(materialized='incremental', unique_key='id', on_schema_change='fail', tags=['failing']) }}
select id, kind, amount, happened_at from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
