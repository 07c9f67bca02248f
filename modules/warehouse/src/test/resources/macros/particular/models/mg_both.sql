{{ config(materialized='incremental', enabled=(target.type == 'duckdb'), incremental_strategy='merge', unique_key='id', merge_update_columns=['kind', 'amount'], merge_exclude_columns=['amount']) }}
select id, kind, amount, happened_at, 0 as version from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
