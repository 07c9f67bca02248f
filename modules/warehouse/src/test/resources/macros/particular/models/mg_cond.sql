{{ config(materialized='incremental', enabled=(target.type == 'duckdb'), incremental_strategy='merge', unique_key='id', merge_update_condition='DBT_INTERNAL_SOURCE.id > 2', merge_insert_condition='DBT_INTERNAL_SOURCE.id > 3') }}
select id, kind, amount, happened_at, 0 as version from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
