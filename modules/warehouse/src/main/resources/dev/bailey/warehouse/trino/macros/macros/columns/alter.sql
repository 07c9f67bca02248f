{#- Trino takes one column at a time. -#}
{% macro trino__alter_relation_add_remove_columns(relation, add_columns, remove_columns) %}
  {% for column in add_columns or [] %}
    {% do run_query('alter table ' ~ relation ~ ' add column ' ~ column.quoted ~ ' ' ~ column.data_type) %}
  {% endfor %}
  {% for column in remove_columns or [] %}
    {% do run_query('alter table ' ~ relation ~ ' drop column ' ~ column.quoted) %}
  {% endfor %}
{% endmacro %}


{#- Few connectors change a type in place: a new column takes the values over, then the old one's name. -#}
{% macro trino__alter_column_type(relation, column_name, new_column_type) -%}
  {%- set column = adapter.quote(column_name) -%}
  {%- set fresh = adapter.quote(column_name ~ '__dbt_alter') -%}
  {% call statement('alter_column_type') %}
    alter table {{ relation }} add column {{ fresh }} {{ new_column_type }};
    update {{ relation }} set {{ fresh }} = CAST({{ column }} AS {{ new_column_type }});
    alter table {{ relation }} drop column {{ column }};
    alter table {{ relation }} rename column {{ fresh }} to {{ column }}
  {% endcall %}
{% endmacro %}
