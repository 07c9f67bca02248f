{% snapshot snap_orders %}
{{ config(unique_key='id', strategy='timestamp', updated_at='ts', tags='snap') }}
select * from {{ ref('stg_orders') }}
{% endsnapshot %}

{%- snapshot snap_two -%}
  {{ config(unique_key=['a','b'], strategy='check', check_cols='all', schema='own', hard_deletes='invalidate') }}
  select * from {{ ref('fct_orders') }}
{%- endsnapshot -%}
