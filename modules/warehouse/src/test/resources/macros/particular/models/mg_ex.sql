{{ config(materialized='incremental', enabled=(target.type == 'duckdb'), incremental_strategy='merge', unique_key='id', merge_exclude_columns=['KIND'], merge_update_set_expressions={'version': '5'}) }}
select id, kind, amount, happened_at, 0 as version from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
