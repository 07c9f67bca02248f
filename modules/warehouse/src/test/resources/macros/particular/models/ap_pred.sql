{{ config(materialized='incremental', incremental_strategy='append', incremental_predicates=['1 = 1', '2 = 2']) }}
select id, kind, amount, happened_at, 0 as version from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
