{% macro trino__any_value(expression) -%}
  min({{ expression }})
{%- endmacro %}


{% macro trino__bool_or(expression) -%}
  bool_or({{ expression }})
{%- endmacro %}


{#- No way to stop after some: the array is cut, then joined. -#}
{% macro trino__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {%- set order = ' ' ~ order_by_clause if order_by_clause else '' -%}
  {%- set all = 'array_agg(' ~ measure ~ order ~ ')' -%}
  {%- if limit_num -%}
    array_join(slice({{ all }}, 1, {{ limit_num }}), {{ delimiter_text }})
  {%- else -%}
    array_join({{ all }}, {{ delimiter_text }})
  {%- endif -%}
{%- endmacro %}
