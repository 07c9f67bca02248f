{{ config(materialized='incremental', incremental_strategy='merge', unique_key='id', merge_exclude_columns=['amount'], incremental_predicates=['1 = 1']) }}
select id, kind, amount, happened_at from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
