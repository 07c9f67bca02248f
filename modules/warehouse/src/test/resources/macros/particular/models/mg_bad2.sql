{{ config(materialized='incremental', enabled=(target.type == 'duckdb'), incremental_strategy='merge', unique_key='id', merge_update_condition='x', merge_clauses={'when_matched': [{'action': 'jump'}]}) }}
select id, kind, amount, happened_at, 0 as version from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
