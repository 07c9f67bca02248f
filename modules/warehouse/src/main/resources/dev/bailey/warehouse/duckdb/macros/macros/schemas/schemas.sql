{#- An attached database of another kind (SQLite, say) may know one schema only. -#}
{% macro duckdb__create_schema(relation) -%}
  {%- set sql -%}
    select type from duckdb_databases()
    where lower(database_name)='{{ relation.database | lower }}'
    and type != 'duckdb'
  {%- endset -%}
  {%- set other_kind = run_query(sql) -%}
  {%- if other_kind and (other_kind.rows | length) > 0 and other_kind.rows[0][0] == 'sqlite' and relation.schema != 'main' -%}
    {{ exceptions.raise_compiler_error("Schema must be 'main' when writing to " ~ other_kind.rows[0][0] ~ " instead got: " ~ relation.schema) }}
  {%- endif -%}
  {%- call statement('create_schema') -%}
    create schema if not exists {{ relation.without_identifier() }}
  {%- endcall -%}
{% endmacro %}


{% macro duckdb__drop_schema(relation) -%}
  {%- call statement('drop_schema') -%}
    drop schema if exists {{ relation.without_identifier() }} cascade
  {%- endcall -%}
{% endmacro %}


{% macro duckdb__list_schemas(database) -%}
  {% call statement('list_schemas', fetch_result=True, auto_begin=False) %}
    select schema_name
    from system.information_schema.schemata
    {% if database is not none %}
    where lower(catalog_name) = '{{ database | lower }}'
    {% endif %}
  {% endcall %}
  {{ return(load_result('list_schemas').table) }}
{% endmacro %}


{% macro duckdb__check_schema_exists(information_schema, schema) -%}
  {% call statement('check_schema_exists', fetch_result=True, auto_begin=False) %}
    select count(*)
    from system.information_schema.schemata
    where lower(schema_name) = '{{ schema | lower }}'
    and lower(catalog_name) = '{{ information_schema.database | lower }}'
  {% endcall %}
  {{ return(load_result('check_schema_exists').table) }}
{% endmacro %}
