{% macro get_empty_subquery_sql(select_sql, select_sql_header=none) -%}
  {{ return(adapter.dispatch('get_empty_subquery_sql', 'dbt')(select_sql, select_sql_header)) }}
{% endmacro %}

{% macro default__get_empty_subquery_sql(select_sql, select_sql_header=none) %}
  {%- if select_sql_header is not none -%}
  {{ select_sql_header }}
  {%- endif -%}
  select * from (
    {{ select_sql }}
  ) as __dbt_sbq
  where false
  limit 0
{% endmacro %}


{% macro get_empty_schema_sql(columns) -%}
  {{ return(adapter.dispatch('get_empty_schema_sql', 'dbt')(columns)) }}
{% endmacro %}

{% macro default__get_empty_schema_sql(columns) %}
  {%- set untyped = [] -%}
  select
  {% for name in columns %}
    {%- set column = columns[name] -%}
    {%- if not column['data_type'] -%}
      {%- do untyped.append(column['name']) -%}
    {%- else -%}
      {%- set shown = adapter.quote(column['name']) if column.get('quote') else column['name'] -%}
      {{ cast('null', column['data_type']) }} as {{ shown }}{{ ", " if not loop.last }}
    {%- endif -%}
  {%- endfor -%}
  {%- if untyped -%}
    {{ exceptions.column_type_missing(column_names=untyped) }}
  {%- endif -%}
{% endmacro %}


{% macro get_column_schema_from_query(select_sql, select_sql_header=none) -%}
  {% set empty = get_empty_subquery_sql(select_sql, select_sql_header) %}
  {{ return(adapter.get_column_schema_from_query(empty)) }}
{% endmacro %}


{% macro get_columns_in_query(select_sql) -%}
  {{ return(adapter.dispatch('get_columns_in_query', 'dbt')(select_sql)) }}
{% endmacro %}

{% macro default__get_columns_in_query(select_sql) %}
  {% call statement('get_columns_in_query', fetch_result=True, auto_begin=False) -%}
    {{ get_empty_subquery_sql(select_sql) }}
  {% endcall %}
  {{ return(load_result('get_columns_in_query').table.columns | map(attribute='name') | list) }}
{% endmacro %}


{% macro get_list_of_column_names(columns) -%}
  {% set names = [] %}
  {% for column in columns %}
    {% do names.append(column.name) %}
  {% endfor %}
  {{ return(names) }}
{% endmacro %}
