{{ config(materialized='incremental', enabled=(target.type == 'duckdb'), incremental_strategy='merge', unique_key='id', merge_clauses={'when_matched': [{'action': 'update', 'mode': 'star', 'condition': 'true'}, {'action': 'error', 'error_message': "it's"}], 'when_not_matched': [{'action': 'insert', 'mode': 'star', 'condition': 'true'}, {'action': 'error'}]}) }}
select id, kind, amount, happened_at, 0 as version from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
