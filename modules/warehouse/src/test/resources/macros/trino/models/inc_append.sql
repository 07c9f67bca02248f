{{ config(materialized='incremental', incremental_strategy='append', pre_hook=["select 'pre' as hook"], post_hook=["select 'post' as hook"]) }}
select id, kind, amount, happened_at from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
