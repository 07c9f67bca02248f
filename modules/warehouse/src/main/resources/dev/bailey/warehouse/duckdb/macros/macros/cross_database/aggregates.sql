{#- The first value that is there, null or not. -#}
{% macro duckdb__any_value(expression) -%}
  arbitrary({{ expression }})
{%- endmacro %}


{#- No way to stop after some: the list is cut, then joined. -#}
{% macro duckdb__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {% if limit_num -%}
    list_aggr(
      (array_agg(
        {{ measure }}
        {% if order_by_clause -%}
        {{ order_by_clause }}
        {%- endif %}
      ))[1:{{ limit_num }}],
      'string_agg',
      {{ delimiter_text }}
    )
  {%- else %}
    string_agg(
      {{ measure }},
      {{ delimiter_text }}
      {% if order_by_clause -%}
      {{ order_by_clause }}
      {%- endif %}
    )
  {%- endif %}
{%- endmacro %}
