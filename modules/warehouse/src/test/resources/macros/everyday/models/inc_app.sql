{{ config(materialized='incremental', unique_key='id', on_schema_change='append_new_columns') }}
select id, kind, amount, happened_at{% if var('phase') >= 2 %}, 1 as extra{% endif %} from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
