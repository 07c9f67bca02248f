{#- Reads the methods from the warehouse, so that a new one gets its column without an edit. -#}
{% macro payment_methods() %}
  {% if not execute %}
    {{ return(['card']) }}
  {% endif %}
  {% set found = run_query("select distinct method from " ~ ref('stg_payments') ~ " order by method") %}
  {{ return(found.columns[0].values() | list) }}
{% endmacro %}
