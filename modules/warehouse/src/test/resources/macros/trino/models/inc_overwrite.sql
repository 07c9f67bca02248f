{{ config(materialized='incremental', incremental_strategy='insert_overwrite', tags=['failing']) }}
select id, kind, amount, happened_at from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
