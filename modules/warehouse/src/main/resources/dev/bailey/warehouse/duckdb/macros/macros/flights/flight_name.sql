{#- The name under which a Python model of this project may run elsewhere. -#}
{% macro flight_name(parsed_model) %}
  {{ return(adapter.dispatch('flight_name', 'dbt')(parsed_model)) }}
{% endmacro %}

{% macro default__flight_name(parsed_model) %}
  {{ return(parsed_model['alias']) }}
{% endmacro %}

{% macro duckdb__flight_name(parsed_model) %}
  {%- set parts = [parsed_model['database'], parsed_model['schema'], parsed_model['alias']] | select | list -%}
  {{ return(parts | join('.')) }}
{% endmacro %}
