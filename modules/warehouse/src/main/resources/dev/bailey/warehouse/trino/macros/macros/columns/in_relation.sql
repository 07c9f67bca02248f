{#- The types come with their sizes; what is not there has no columns. -#}
{% macro trino__get_columns_in_relation(relation) -%}
  {% call statement('get_columns_in_relation', fetch_result=True) %}
      select column_name, data_type
      from {{ relation.information_schema('columns') }}
      where
        table_catalog = '{{ relation.database | lower }}'
        and table_schema = '{{ relation.schema | lower }}'
        {% if relation.identifier %}
        and table_name = '{{ relation.identifier | lower }}'
        {% endif %}
  {% endcall %}
  {%- set columns = [] -%}
  {%- for row in load_result('get_columns_in_relation').table -%}
    {%- do columns.append(api.Column.from_description(row['column_name'] | lower, row['data_type'])) -%}
  {%- endfor -%}
  {{ return(columns) }}
{% endmacro %}
