{#- One column at a time is all that DuckDB's `alter table` takes. -#}
{% macro duckdb__alter_relation_add_remove_columns(relation, add_columns, remove_columns) %}
  {% for column in add_columns or [] %}
    {% set sql -%}
       alter {{ relation.type }} {{ relation }} add column
         {{ api.Relation.create(identifier=column.name) }} {{ column.data_type }}
    {%- endset -%}
    {% do run_query(sql) %}
  {% endfor %}

  {% for column in remove_columns or [] %}
    {% set sql -%}
      alter {{ relation.type }} {{ relation }} drop column
        {{ api.Relation.create(identifier=column.name) }}
    {%- endset -%}
    {% do run_query(sql) %}
  {% endfor %}
{% endmacro %}
