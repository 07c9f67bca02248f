{{ config(materialized='incremental', unique_key='id', incremental_strategy='merge', enabled=(var('phase') >= 2)) }}
select id, kind, amount, happened_at from {{ source('raw', 'events') }}
{% if is_incremental() %}where id > (select max(id) from {{ this }}){% endif %}
