{{ config(materialized='incremental', enabled=(target.type == 'duckdb'), incremental_strategy='merge', unique_key='id', merge_clauses={'when_matched': [{'action': 'update', 'mode': 'by_position'}], 'when_not_matched': [{'action': 'insert', 'mode': 'by_position'}]}) }}
select id, kind, amount, happened_at, 0 as version from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
