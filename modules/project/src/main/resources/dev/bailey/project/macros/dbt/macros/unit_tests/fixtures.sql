{#- Rows given by hand, as SQL: they stand where the model has a ref or a source. Columns that a row leaves out are null. -#}
{% macro get_fixture_sql(rows, column_name_to_data_types) %}
-- Fixture for {{ model.name }}
{# The name tells one block of rows from another in the compiled SQL. #}
  {%- if not column_name_to_data_types -%}
    {#- The relation has to exist: only the warehouse knows the types of its columns. -#}
    {%- set columns_in_relation = adapter.get_columns_in_relation(this) -%}
    {%- set column_name_to_data_types = {} -%}
    {%- set column_name_to_quoted = {} -%}
    {%- for column in columns_in_relation -%}
      {%- do column_name_to_data_types.update({column.name | lower: column.data_type}) -%}
      {%- do column_name_to_quoted.update({column.name | lower: column.quoted}) -%}
    {%- endfor -%}
  {%- endif -%}

  {%- if not column_name_to_data_types -%}
    {{ exceptions.raise_compiler_error("Not able to get columns for unit test '" ~ model.name ~ "' from relation " ~ this ~ " because the relation doesn't exist") }}
  {%- endif -%}

  {%- set column_name_to_quoted = column_name_to_quoted or {} -%}
  {%- set empty_row = {} -%}
  {%- for column_name, column_type in column_name_to_data_types.items() -%}
    {%- do empty_row.update({column_name: (safe_cast("null", column_type) | trim)}) -%}
  {%- endfor -%}

  {%- do validate_fixture_rows(rows, none) -%}

  {%- for row in rows -%}
    {%- set whole_row = empty_row.copy() -%}
    {%- do whole_row.update(format_row(row, column_name_to_data_types)) -%}
    select
    {%- for column_name, column_value in whole_row.items() %} {{ column_value }} as {{ column_name_to_quoted[column_name] or column_name }}{% if not loop.last -%}, {%- endif %}
    {%- endfor %}
    {%- if not loop.last %}
union all
    {% endif %}
  {%- endfor -%}

  {%- if (rows | length) == 0 -%}
    select
    {%- for column_name, column_value in empty_row.items() %} {{ column_value }} as {{ column_name_to_quoted[column_name] or column_name }}{% if not loop.last -%},{%- endif %}
    {%- endfor %}
    limit 0
  {%- endif -%}
{% endmacro %}


{#- Only the columns that a row names are compared. -#}
{% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) %}
  {%- if (rows | length) == 0 -%}
    select * from dbt_internal_unit_test_actual
    limit 0
  {%- else -%}
    {%- for row in rows -%}
      {%- set formatted_row = format_row(row, column_name_to_data_types) -%}
      select
      {%- for column_name, column_value in formatted_row.items() %} {{ column_value }} as {{ column_name_to_quoted[column_name] }}{% if not loop.last -%}, {%- endif %}
      {%- endfor %}
      {%- if not loop.last %}
union all
      {% endif %}
    {%- endfor -%}
  {%- endif -%}
{% endmacro %}


{#- The row with each value cast to the type of its column. -#}
{%- macro format_row(row, column_name_to_data_types) -%}
  {%- set formatted_row = {} -%}
  {%- for column_name, column_value in row.items() -%}
    {%- set name = column_name | lower -%}
    {%- if name not in column_name_to_data_types -%}
      {%- set accepted = column_name_to_data_types.keys() | list -%}
      {%- set place = "expected output" if model.resource_type == 'unit_test' else "'" ~ model.name ~ "'" -%}
      {{ exceptions.raise_compiler_error("Invalid column name: '" ~ name ~ "' in unit test fixture for " ~ place ~ ".\nAccepted columns for " ~ place ~ " are: " ~ accepted) }}
    {%- endif -%}
    {%- set column_type = column_name_to_data_types[name] -%}

    {%- if column_value is string -%}
      {%- set value = dbt.string_literal(dbt.escape_single_quotes(column_value)) -%}
      {#- A text of the test may be longer than the column is. -#}
      {%- set column_type = modules.re.sub('^(character varying|varchar)\\(\\d+\\)$', '\\1', column_type) -%}
    {%- elif column_value is none -%}
      {%- set value = 'null' -%}
    {%- else -%}
      {%- set value = column_value -%}
    {%- endif -%}
    {%- do formatted_row.update({name: safe_cast(value, column_type)}) -%}
  {%- endfor -%}
  {{ return(formatted_row) }}
{%- endmacro -%}


{%- macro validate_fixture_rows(rows, row_number) -%}
  {{ return(adapter.dispatch('validate_fixture_rows', 'dbt')(rows, row_number)) }}
{%- endmacro -%}

{#- An adapter may refuse rows that it cannot write as SQL. -#}
{%- macro default__validate_fixture_rows(rows, row_number) -%}
  {{ return(none) }}
{%- endmacro -%}
