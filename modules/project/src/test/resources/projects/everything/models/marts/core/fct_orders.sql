{{ config(materialized='incremental', unique_key='id', on_schema_change='append_new_columns', post_hook=["select 1", {"sql": "select 2", "transaction": false}], grants={'select': ['bob']}) }}
{% set cols = dbt_cols() %}
with o as (select * from {{ ref('stg_orders') }}),
c as (select * from {{ ref('everything', 'stg_customers') }})
select o.*, {{ cents('amount') }} as amount, {{ color_of() }} as color
from o join c on o.cid = c.id
{% if is_incremental() %} where o.id > (select max(id) from {{ this }}) {% endif %}
