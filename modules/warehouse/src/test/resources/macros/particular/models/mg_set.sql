{{ config(materialized='incremental', enabled=(target.type == 'duckdb'), incremental_strategy='merge', unique_key='id', merge_update_columns=['kind', 'amount'], merge_update_set_expressions={'version': 'DBT_INTERNAL_DEST.version + 1', 'amount': '7'}) }}
select id, kind, amount, happened_at, 0 as version from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
