{% macro generate_schema_name(custom_schema_name, node) %}
  {{ return(target.schema if custom_schema_name is none else target.schema ~ '_' ~ custom_schema_name | trim) }}
{% endmacro %}

{% macro generate_database_name(custom_database_name, node) %}
  {{ return(target.database if custom_database_name is none else custom_database_name) }}
{% endmacro %}

{% macro generate_alias_name(custom_alias_name, node) %}
  {%- if custom_alias_name -%}{{ custom_alias_name | trim }}
  {%- elif node.version -%}{{ node.name ~ '_v' ~ (node.version | replace('.', '_')) }}
  {%- else -%}{{ node.name }}{%- endif -%}
{% endmacro %}

{% macro run_query(sql) %}{{ return(load_result('x').table) }}{% endmacro %}
{% macro is_incremental() %}{{ return(false) }}{% endmacro %}
{% macro get_where_subquery(relation) -%}
  {% do return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) %}
{%- endmacro %}
{% macro default__get_where_subquery(relation) -%}
  {% set where = config.get('where', '') %}
  {% if where %}{%- set filtered -%}(select * from {{ relation }} where {{ where }}) dbt_subquery{%- endset -%}{% do return(filtered) %}
  {% else %}{% do return(relation) %}{% endif %}
{%- endmacro %}
