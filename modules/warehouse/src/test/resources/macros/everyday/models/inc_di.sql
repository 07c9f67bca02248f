{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='id') }}
select id, kind, amount, happened_at{% if var('phase') >= 2 %}{% endif %} from {{ source('raw', 'events') }}
{% if is_incremental() %}where id >= 2{% endif %}
