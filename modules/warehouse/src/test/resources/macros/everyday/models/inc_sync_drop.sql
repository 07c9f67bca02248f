{{ config(materialized='incremental', unique_key='id', on_schema_change='sync_all_columns') }}
{% if var('phase') >= 2 %}select id, cast(kind as {{ dbt.type_string() }}) as kind, cast(amount as double precision) as amount from {{ source('raw', 'events') }}
{% else %}select id, kind, amount, happened_at from {{ source('raw', 'events') }}{% endif %}
