{{ config(materialized='incremental', unique_key='id', on_schema_change='sync_all_columns') }}
select id, kind, amount, happened_at{% if var('phase') >= 2 %}, 1 as extra, id * 2 as extra2{% endif %} from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
