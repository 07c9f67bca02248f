{{ config(materialized='incremental', unique_key='id', on_schema_change='fail') }}
select id, kind, amount, happened_at, 0 as version{% if var('phase') >= 2 %}, 1 as more{% endif %} from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
