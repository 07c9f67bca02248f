{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key=['id', 'kind'], incremental_predicates=['id > 0', '2 = 2']) }}
select id, kind, amount, happened_at from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
