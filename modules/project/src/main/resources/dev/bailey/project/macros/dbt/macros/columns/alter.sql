{% macro alter_column_type(relation, column_name, new_column_type) -%}
  {{ return(adapter.dispatch('alter_column_type', 'dbt')(relation, column_name, new_column_type)) }}
{% endmacro %}

{#- A column of the new type takes over the values, then the name. -#}
{% macro default__alter_column_type(relation, column_name, new_column_type) -%}
  {%- set tmp_column = column_name + "__dbt_alter" -%}
  {% call statement('alter_column_type') %}
    alter table {{ relation.render() }} add column {{ adapter.quote(tmp_column) }} {{ new_column_type }};
    update {{ relation.render() }} set {{ adapter.quote(tmp_column) }} = {{ adapter.quote(column_name) }};
    alter table {{ relation.render() }} drop column {{ adapter.quote(column_name) }} cascade;
    alter table {{ relation.render() }} rename column {{ adapter.quote(tmp_column) }} to {{ adapter.quote(column_name) }}
  {% endcall %}
{% endmacro %}


{% macro alter_relation_add_remove_columns(relation, add_columns = none, remove_columns = none) -%}
  {{ return(adapter.dispatch('alter_relation_add_remove_columns', 'dbt')(relation, add_columns, remove_columns)) }}
{% endmacro %}

{% macro default__alter_relation_add_remove_columns(relation, add_columns, remove_columns) %}
  {% set add_columns = add_columns or [] %}
  {% set remove_columns = remove_columns or [] %}
  {% if add_columns or remove_columns %}
    {% set sql -%}
      alter {{ relation.type }} {{ relation.render() }}
      {% for column in add_columns %}
        add column {{ column.quoted }} {{ column.expanded_data_type }}{{ ',' if not loop.last }}
      {% endfor %}{{ ',' if add_columns and remove_columns }}
      {% for column in remove_columns %}
        drop column {{ column.quoted }}{{ ',' if not loop.last }}
      {% endfor %}
    {%- endset -%}
    {% do run_query(sql) %}
  {% endif %}
{% endmacro %}
