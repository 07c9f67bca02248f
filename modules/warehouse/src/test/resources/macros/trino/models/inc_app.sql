{{ config(materialized='incremental', unique_key='id', post_hook="select 'post' as hook", persist_docs={'relation': true, 'columns': true}, on_schema_change='append_new_columns') }}
select id, kind, amount, happened_at{% if var('phase') >= 2 %}, 1 as extra{% endif %} from {{ source('raw', 'events') }}
