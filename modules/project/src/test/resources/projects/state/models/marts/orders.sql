{{ config(
    materialized='incremental',
    unique_key='id',
    alias='all_orders',
    post_hook="select '{{ this }}'"
) }}
select * from {{ ref('stg_orders') }} where amount > {{ var('minimum') }}
{% if is_incremental() %} and id > 0 {% endif %}
