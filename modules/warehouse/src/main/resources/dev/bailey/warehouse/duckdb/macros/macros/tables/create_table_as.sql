{#- In place of dbt's: DuckDB takes Python too, and may say how a table is laid out. -#}
{% macro create_table_as(temporary, relation, compiled_code, language='sql', partitioned_by=none, sorted_by=none) -%}
  {{ adapter.dispatch('create_table_as', 'dbt')(temporary, relation, compiled_code, language, partitioned_by, sorted_by) }}
{%- endmacro %}


{% macro duckdb__create_table_as(temporary, relation, compiled_code, language='sql', partitioned_by=none, sorted_by=none) -%}
  {%- if language == 'python' -%}
    {{ py_write_table(temporary=temporary, relation=relation, compiled_code=compiled_code, partitioned_by=partitioned_by, sorted_by=sorted_by) }}
  {%- elif language == 'sql' -%}
    {%- set contract_config = config.get('contract') -%}
    {%- set with_contract = contract_config.enforced and not temporary -%}
    {%- if contract_config.enforced -%}
      {{ get_assert_columns_equivalent(compiled_code) }}
    {%- endif %}
    {%- set sql_header = config.get('sql_header', none) -%}
    {{ sql_header if sql_header is not none }}

    create {% if temporary: -%}temporary{%- endif %} table
      {{ relation.include(database=(not temporary), schema=(not temporary)) }}
    {%- if with_contract %}
      {#- `create table ... as` cannot state constraints: the table is made first, then filled. #}
      {{ get_table_columns_and_constraints() }} ;
      insert into {{ relation }} {{ get_column_names() }} (
        {{ get_select_subquery(compiled_code) }}
      );
    {%- else %}
      {#- A table that is laid out anew is empty while its layout is said. -#}
      {%- set empty_first = partitioned_by or sorted_by %}
      as (
        {{ compiled_code }}
      ){% if empty_first %} with no data{% endif %};
      {%- if partitioned_by %}
      {{ duckdb__alter_table_set_partitioned_by(relation, partitioned_by) }};
      {%- endif %}
      {%- if sorted_by %}
      {{ duckdb__alter_table_set_sorted_by(relation, sorted_by) }};
      {%- endif %}
      {%- if empty_first %}
      insert into {{ relation }} (
        {{ compiled_code }}
      );
      {%- endif %}
    {%- endif %}
  {%- else -%}
    {% do exceptions.raise_compiler_error("duckdb__create_table_as macro didn't get supported language, it got %s" % language) %}
  {%- endif -%}
{%- endmacro %}


{#- The columns of the contract, for an insert. -#}
{% macro get_column_names() %}
  {#- `model` is the node, with what its YAML says of columns. -#}
  {%- set columns = model['columns'] %}
  (
    {% for name in columns -%}
      {{ adapter.quote(columns[name]['name']) if columns[name].get('quote') else columns[name]['name'] }} {{ ", " if not loop.last }}
    {%- endfor %}
  )
{% endmacro %}


{#- Python that saves what a model's function gives as a table. -#}
{% macro py_write_table(temporary, relation, compiled_code, partitioned_by=none, sorted_by=none) -%}
{{ compiled_code }}

def materialize(df, con):
    try:
        import pyarrow
        pyarrow_available = True
    except ImportError:
        pyarrow_available = False
    finally:
        if pyarrow_available and isinstance(df, pyarrow.Table):
            # https://github.com/duckdb/duckdb/issues/6584
            import pyarrow.dataset
    tmp_name = '__dbt_python_model_df_' + '{{ relation.identifier }}'
    con.register(tmp_name, df)
    con.execute('create table {{ relation }} as select * from ' + tmp_name)
    con.unregister(tmp_name)
{% endmacro %}


{% macro duckdb__create_view_as(relation, sql) -%}
  {% set contract_config = config.get('contract') %}
  {% if contract_config.enforced %}
    {{ get_assert_columns_equivalent(sql) }}
  {%- endif %}
  {%- set sql_header = config.get('sql_header', none) -%}

  {{ sql_header if sql_header is not none }}
  create view {{ relation }} as (
    {{ sql }}
  );
{% endmacro %}
