{% macro any_value(expression) %}
  {{ return(adapter.dispatch('any_value', 'dbt')(expression)) }}
{% endmacro %}


{% macro default__any_value(expression) -%}
  any_value({{ expression }})
{%- endmacro %}


{% macro bool_or(expression) %}
  {{ return(adapter.dispatch('bool_or', 'dbt')(expression)) }}
{% endmacro %}


{% macro default__bool_or(expression) -%}
  bool_or({{ expression }})
{%- endmacro %}


{% macro listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}
  {{ return(adapter.dispatch('listagg', 'dbt')(measure, delimiter_text, order_by_clause, limit_num)) }}
{% endmacro %}


{% macro default__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {#- No standard way to stop after some: the whole becomes an array first, which is cut. -#}
  {% if limit_num -%}
    array_to_string(
      array_slice(
        array_agg({{ measure }})
        {%- if order_by_clause %} within group ({{ order_by_clause }}){% endif %}
        , 0, {{ limit_num }}
      ),
      {{ delimiter_text }}
    )
  {%- else -%}
    listagg({{ measure }}, {{ delimiter_text }})
    {%- if order_by_clause %} within group ({{ order_by_clause }}){% endif %}
  {%- endif %}
{%- endmacro %}
