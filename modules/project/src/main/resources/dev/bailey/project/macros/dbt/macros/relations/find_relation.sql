{% macro get_or_create_relation(database, schema, identifier, type) -%}
  {{ return(adapter.dispatch('get_or_create_relation', 'dbt')(database, schema, identifier, type)) }}
{% endmacro %}

{% macro default__get_or_create_relation(database, schema, identifier, type) %}
  {%- set existing = adapter.get_relation(database=database, schema=schema, identifier=identifier) -%}
  {% if existing %}
    {% do return([true, existing]) %}
  {% endif %}
  {%- set made = api.Relation.create(database=database, schema=schema, identifier=identifier, type=type) -%}
  {% do return([false, made]) %}
{% endmacro %}


{% macro load_cached_relation(relation) %}
  {% do return(adapter.get_relation(
      database=relation.database,
      schema=relation.schema,
      identifier=relation.identifier
  )) %}
{% endmacro %}


{% macro load_relation(relation) %}
  {{ return(load_cached_relation(relation)) }}
{% endmacro %}
