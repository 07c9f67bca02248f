{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='id', incremental_predicates=['1 = 1']) }}
select id, kind, amount, happened_at, 0 as version from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
