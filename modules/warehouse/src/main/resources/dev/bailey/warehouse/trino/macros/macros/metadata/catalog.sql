{% macro trino__get_catalog(information_schema, schemas) -%}
  {% set query -%}
    with tables as (
      {{ trino__get_catalog_tables_sql(information_schema) }}
      {{ trino__get_catalog_schemas_where_clause_sql(schemas) }}
    ),
    columns as (
      {{ trino__get_catalog_columns_sql(information_schema) }}
      {{ trino__get_catalog_schemas_where_clause_sql(schemas) }}
    ),
    table_comment as (
      {{ trino__get_catalog_table_comment_schemas_sql(information_schema, schemas) }}
    )
    {{ trino__get_catalog_results_sql() }}
  {%- endset %}
  {{ return(run_query(query)) }}
{%- endmacro %}


{% macro trino__get_catalog_relations(information_schema, relations) -%}
  {% set query -%}
    with tables as (
      {{ trino__get_catalog_tables_sql(information_schema) }}
      {{ trino__get_catalog_relations_where_clause_sql(relations) }}
    ),
    columns as (
      {{ trino__get_catalog_columns_sql(information_schema) }}
      {{ trino__get_catalog_relations_where_clause_sql(relations) }}
    ),
    table_comment as (
      {{ trino__get_catalog_table_comment_relations_sql(information_schema, relations) }}
    )
    {{ trino__get_catalog_results_sql() }}
  {%- endset %}
  {{ return(run_query(query)) }}
{%- endmacro %}


{% macro trino__get_catalog_tables_sql(information_schema) -%}
  select
    table_catalog as "table_database",
    table_schema as "table_schema",
    table_name as "table_name",
    table_type as "table_type",
    null as "table_owner"
  from {{ information_schema }}.tables
{%- endmacro %}


{% macro trino__get_catalog_columns_sql(information_schema) -%}
  select
    table_catalog as "table_database",
    table_schema as "table_schema",
    table_name as "table_name",
    column_name as "column_name",
    ordinal_position as "column_index",
    data_type as "column_type",
    comment as "column_comment"
  from {{ information_schema }}.columns
{%- endmacro %}


{#- Comments of tables are asked for schema by schema and table by table: without both, Trino reads those of the whole
    catalog. -#}
{% macro trino__get_catalog_table_comment_schemas_sql(information_schema, schemas) -%}
  {%- for schema in schemas %}
    {{ _trino_table_comments(information_schema, "schema_name = '" ~ schema | lower ~ "'") }}
    {%- if not loop.last %} union all {% endif -%}
  {%- endfor -%}
{%- endmacro %}


{% macro trino__get_catalog_table_comment_relations_sql(information_schema, relations) -%}
  {%- for relation in relations %}
    {%- set schema = "schema_name = '" ~ relation.schema | lower ~ "'" -%}
    {%- set name = " and table_name = '" ~ relation.identifier | lower ~ "'" if relation.identifier else '' %}
    {{ _trino_table_comments(information_schema, '(' ~ schema ~ name ~ ')') }}
    {%- if not loop.last %} union all {% endif -%}
  {%- endfor -%}
{%- endmacro %}


{% macro _trino_table_comments(information_schema, condition) -%}
  select
    catalog_name as "table_database",
    schema_name as "table_schema",
    table_name as "table_name",
    comment as "table_comment"
  from system.metadata.table_comments
  where catalog_name = '{{ information_schema.database | lower }}'
    and schema_name != 'information_schema'
    and {{ condition }}
{%- endmacro %}


{% macro trino__get_catalog_results_sql() -%}
  select
    table_database,
    table_schema,
    table_name,
    table_type,
    table_owner,
    column_name,
    column_index,
    column_type,
    column_comment,
    table_comment
  from tables
  join columns using ("table_database", "table_schema", "table_name")
  join table_comment using ("table_database", "table_schema", "table_name")
  order by "column_index"
{%- endmacro %}


{% macro trino__get_catalog_schemas_where_clause_sql(schemas) -%}
  where table_schema != 'information_schema'
    and table_schema in ('{{ schemas | map('lower') | join("', '") }}')
{%- endmacro %}


{% macro trino__get_catalog_relations_where_clause_sql(relations) -%}
  where table_schema != 'information_schema'
    and (
      {%- for relation in relations %}
        (table_schema = '{{ relation.schema | lower }}'
        {%- if relation.identifier %} and table_name = '{{ relation.identifier | lower }}' {%- endif -%}
        )
        {%- if not loop.last %} or {% endif -%}
      {%- endfor %}
    )
{%- endmacro %}
