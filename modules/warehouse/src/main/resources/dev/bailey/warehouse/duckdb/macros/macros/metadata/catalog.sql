{#- The whole of some schemas. -#}
{% macro duckdb__get_catalog(information_schema, schemas) -%}
  {%- call statement('catalog', fetch_result=True) -%}
    with tables as (
      {{ duckdb__get_catalog_tables_sql(information_schema) }}
      {{ duckdb__get_catalog_schemas_where_clause_sql(schemas) }}
    ),
    columns as (
      {{ duckdb__get_catalog_columns_sql(information_schema) }}
      {{ duckdb__get_catalog_schemas_where_clause_sql(schemas) }}
    )
    {{ duckdb__get_catalog_results_sql() }}
  {%- endcall -%}
  {{ return(load_result('catalog').table) }}
{%- endmacro %}


{#- Some relations. -#}
{% macro duckdb__get_catalog_relations(information_schema, relations) -%}
  {%- call statement('catalog', fetch_result=True) -%}
    with tables as (
      {{ duckdb__get_catalog_tables_sql(information_schema) }}
      {{ duckdb__get_catalog_relations_where_clause_sql(relations) }}
    ),
    columns as (
      {{ duckdb__get_catalog_columns_sql(information_schema) }}
      {{ duckdb__get_catalog_relations_where_clause_sql(relations) }}
    )
    {{ duckdb__get_catalog_results_sql() }}
  {%- endcall -%}
  {{ return(load_result('catalog').table) }}
{%- endmacro %}


{#- A condition follows each of the two: that is why they select from a subquery. -#}
{% macro duckdb__get_catalog_tables_sql(information_schema) -%}
    select *
    from (
        select
            t.database_name as table_database,
            t.schema_name as table_schema,
            t.table_name as table_name,
            'BASE TABLE' as table_type,
            t.comment as table_comment
        from duckdb_tables() t
        where upper(t.database_name) = upper('{{ information_schema.database }}')
        union all
        select
            v.database_name as table_database,
            v.schema_name as table_schema,
            v.view_name as table_name,
            'VIEW' as table_type,
            v.comment as table_comment
        from duckdb_views() v
        where upper(v.database_name) = upper('{{ information_schema.database }}')
    ) catalog_tables
{%- endmacro %}


{% macro duckdb__get_catalog_columns_sql(information_schema) -%}
    select *
    from (
        select
            c.database_name as table_database,
            c.schema_name as table_schema,
            c.table_name as table_name,
            c.column_name as column_name,
            c.column_index as column_index,
            c.data_type as column_type,
            c.comment as column_comment
        from duckdb_columns() c
        where upper(c.database_name) = upper('{{ information_schema.database }}')
    ) catalog_columns
{%- endmacro %}


{#- DuckDB has no owners. -#}
{% macro duckdb__get_catalog_results_sql() -%}
    select
        tables.table_database,
        tables.table_schema,
        tables.table_name,
        tables.table_type,
        tables.table_comment,
        columns.column_name,
        columns.column_index,
        columns.column_type,
        columns.column_comment,
        null as table_owner
    from tables
    join columns using (table_database, table_schema, table_name)
    order by table_schema, table_name, column_index
{%- endmacro %}


{% macro duckdb__get_catalog_schemas_where_clause_sql(schemas) -%}
    where (
      {%- for schema in schemas -%}
        upper(table_schema) = upper('{{ schema }}')
        {%- if not loop.last %} or {% endif -%}
      {%- endfor -%}
    )
{%- endmacro %}


{% macro duckdb__get_catalog_relations_where_clause_sql(relations) -%}
    where (
      {%- for relation in relations -%}
        {% if relation.schema and relation.identifier %}
          (
            upper(table_schema) = upper('{{ relation.schema }}')
            and upper(table_name) = upper('{{ relation.identifier }}')
          )
        {% elif relation.schema %}
          (
            upper(table_schema) = upper('{{ relation.schema }}')
          )
        {% else %}
          {% do exceptions.raise_compiler_error('`get_catalog_relations` requires a list of relations, each with a schema') %}
        {% endif %}
        {%- if not loop.last %} or {% endif -%}
      {%- endfor -%}
    )
{%- endmacro %}
