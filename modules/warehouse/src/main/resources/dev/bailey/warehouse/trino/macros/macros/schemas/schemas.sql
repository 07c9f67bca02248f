{% macro trino__create_schema(relation) -%}
  {%- call statement('create_schema') -%}
    create schema if not exists {{ relation.without_identifier() }}
  {%- endcall -%}
{% endmacro %}


{#- Not every connector drops what a schema holds along with it. -#}
{% macro trino__drop_schema(relation) -%}
  {%- for row in list_relations_without_caching(relation) -%}
    {%- set held = api.Relation.create(database=row[0], schema=row[2], identifier=row[1], type=row[3]) -%}
    {%- do drop_relation_if_exists(held) -%}
  {%- endfor -%}
  {%- for function in list_functions_in_schema(relation) -%}
    {%- call statement('drop_function') -%}
      drop function if exists {{ relation.without_identifier() }}.{{ adapter.quote(function['Function']) }}({{ function['Argument Types'] }})
    {%- endcall -%}
  {%- endfor -%}
  {%- call statement('drop_schema') -%}
    drop schema if exists {{ relation.without_identifier() }}
  {%- endcall -%}
{% endmacro %}


{% macro list_functions_in_schema(relation) %}
  {{ return(run_query('show functions from ' ~ relation.without_identifier())) }}
{% endmacro %}


{% macro trino__list_schemas(database) -%}
  {% call statement('list_schemas', fetch_result=True, auto_begin=False) %}
    select schema_name
    from {{ information_schema_name(database) }}.schemata
  {% endcall %}
  {{ return(load_result('list_schemas').table) }}
{% endmacro %}


{% macro trino__check_schema_exists(information_schema, schema) -%}
  {% call statement('check_schema_exists', fetch_result=True, auto_begin=False) -%}
    select count(*)
    from {{ information_schema }}.schemata
    where catalog_name = '{{ information_schema.database }}'
      and schema_name = '{{ schema | lower }}'
  {%- endcall %}
  {{ return(load_result('check_schema_exists').table) }}
{% endmacro %}


{% macro trino__information_schema_name(database) -%}
  {%- if database -%}
    {{ database }}.INFORMATION_SCHEMA
  {%- else -%}
    INFORMATION_SCHEMA
  {%- endif -%}
{%- endmacro %}
