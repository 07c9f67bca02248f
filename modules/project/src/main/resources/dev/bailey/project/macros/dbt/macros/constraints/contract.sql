{%- macro get_table_columns_and_constraints() -%}
  {{ adapter.dispatch('get_table_columns_and_constraints', 'dbt')() }}
{%- endmacro -%}

{% macro default__get_table_columns_and_constraints() -%}
  {{ return(table_columns_and_constraints()) }}
{%- endmacro %}

{% macro table_columns_and_constraints() %}
  {%- set columns = adapter.render_raw_columns_constraints(raw_columns=model['columns']) -%}
  {%- set constraints = adapter.render_raw_model_constraints(raw_constraints=model['constraints']) -%}
  (
  {% for column in columns %}
    {{ column }}{{ "," if not loop.last or constraints }}
  {% endfor %}
  {% for constraint in constraints %}
    {{ constraint }}{{ "," if not loop.last }}
  {% endfor %}
  )
{% endmacro %}


{%- macro get_assert_columns_equivalent(sql) -%}
  {{ adapter.dispatch('get_assert_columns_equivalent', 'dbt')(sql) }}
{%- endmacro -%}

{% macro default__get_assert_columns_equivalent(sql) -%}
  {{ return(assert_columns_equivalent(sql)) }}
{%- endmacro %}

{#- Refuses a query whose columns are not those of the contract, by name or by type. -#}
{% macro assert_columns_equivalent(sql) %}
  {%- set promised = model['columns'] -%}
  {%- set untyped = [] -%}
  {%- for name in promised if not promised[name]['data_type'] -%}
    {%- do untyped.append(promised[name]['name']) -%}
  {%- endfor -%}
  {%- if untyped -%}
    {{ exceptions.column_type_missing(column_names=untyped) }}
  {%- endif -%}

  {%- set sql_header = config.get('sql_header', none) -%}
  {%- set sql_columns = get_column_schema_from_query(sql, sql_header) -%}
  {%- set yaml_columns = get_column_schema_from_query(get_empty_schema_sql(promised)) -%}
  {%- set sql_formatted = format_columns(sql_columns) -%}
  {%- set yaml_formatted = format_columns(yaml_columns) -%}

  {%- if sql_columns | length != yaml_columns | length -%}
    {%- do exceptions.raise_contract_error(yaml_formatted, sql_formatted) -%}
  {%- endif -%}
  {%- for column in sql_formatted -%}
    {%- set state = namespace(found=false) -%}
    {%- for wanted in yaml_formatted -%}
      {%- if column['formatted'] == wanted['formatted'] -%}
        {%- set state.found = true -%}
      {%- endif -%}
    {%- endfor -%}
    {%- if not state.found -%}
      {%- do exceptions.raise_contract_error(yaml_formatted, sql_formatted) -%}
    {%- endif -%}
  {%- endfor -%}
{% endmacro %}


{% macro format_columns(columns) %}
  {% set formatted = [] %}
  {% for column in columns %}
    {%- do formatted.append(adapter.dispatch('format_column', 'dbt')(column)) -%}
  {% endfor %}
  {{ return(formatted) }}
{% endmacro %}

{% macro default__format_column(column) -%}
  {% set data_type = column.dtype %}
  {% set formatted = column.column.lower() ~ " " ~ data_type %}
  {{ return({'name': column.name, 'data_type': data_type, 'formatted': formatted}) }}
{%- endmacro -%}
