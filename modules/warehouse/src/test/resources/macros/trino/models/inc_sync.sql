{{ config(materialized='incremental', unique_key='id', on_schema_change='sync_all_columns') }}
select id, kind, {% if var('phase') >= 2 %}1 as extra, cast(amount as decimal(12,2)) as amount{% else %}amount, happened_at{% endif %} from {{ source('raw', 'events') }}
