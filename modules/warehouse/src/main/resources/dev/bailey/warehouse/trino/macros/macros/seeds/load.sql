{% macro trino__get_batch_size() %}
  {{ return(1000) }}
{% endmacro %}


{% macro trino__get_binding_char() %}
  {{ return('?' if target.prepared_statements_enabled | as_bool else '%s') }}
{% endmacro %}


{#- Emptying a table is more than many connectors can: it is dropped and made again. -#}
{% macro trino__reset_csv_table(model, full_refresh, old_relation, agate_table) %}
  {{ adapter.drop_relation(old_relation) }}
  {{ return(create_csv_table(model, agate_table)) }}
{% endmacro %}


{#- The first statement stands for all in target/run; the values stay out of it. -#}
{% macro trino__load_csv_rows(model, agate_table) %}
  {%- set column_types = model['config'].get('column_types', {}) -%}
  {%- set columns = get_seed_column_quoted_csv(model, agate_table.column_names) -%}
  {%- set types = [] -%}
  {%- for name in agate_table.column_names -%}
    {%- do types.append(column_types.get(name)) -%}
  {%- endfor -%}
  {%- set statements = [] -%}
  {%- for chunk in agate_table.rows | batch(get_batch_size()) -%}
    {%- set rows = [] -%}
    {%- set bindings = [] -%}
    {%- for row in chunk -%}
      {%- set places, values = create_bindings(row, types) -%}
      {%- do rows.append('(' ~ places | join(',') ~ ')') -%}
      {%- do bindings.extend(values) -%}
    {%- endfor -%}
    {%- set sql -%}
      insert into {{ this.render() }} ({{ columns }}) values
      {{ rows | join(',') }}
    {%- endset -%}
    {%- do adapter.add_query(sql, bindings=bindings, abridge_sql_log=True) -%}
    {%- if loop.first -%}
      {%- do statements.append(sql) -%}
    {%- endif -%}
  {%- endfor -%}
  {{ return(statements[0]) }}
{% endmacro %}


{#- What a row is in `values`, and the values beside it. A column whose type the project names holds texts, and Trino takes no
    text for a number: it is written as a literal of the type. -#}
{% macro create_bindings(row, types) %}
  {%- set places = [] -%}
  {%- set values = [] -%}
  {%- for value in row -%}
    {%- set type = (types[loop.index0] or 'varchar') | upper -%}
    {%- if value is none or type.startswith('VARCHAR') -%}
      {%- do places.append(get_binding_char()) -%}
      {%- do values.append(value) -%}
    {%- else -%}
      {%- do places.append(type.split('(')[0].split(' ')[0] ~ " '" ~ value | string | replace("'", "''") ~ "'") -%}
    {%- endif -%}
  {%- endfor -%}
  {{ return((places, values)) }}
{% endmacro %}
