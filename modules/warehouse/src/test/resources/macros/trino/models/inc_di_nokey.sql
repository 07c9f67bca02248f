{{ config(materialized='incremental', incremental_strategy='delete+insert') }}
select id, kind, amount, happened_at from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
