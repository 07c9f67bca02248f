{% macro cents(col, scale=none) -%}
  {{ return(adapter.dispatch('cents', 'everything')(col, scale)) }}
{%- endmacro %}
{% macro default__cents(col, scale) %}({{ col }} / {{ var('scale') }}){% endmacro %}
{% macro duckdb__cents(col, scale) %}({{ col }} // {{ var('scale') }}){% endmacro %}

{%- macro dbt_cols() -%}
  {% set r = run_query('select 1 as x') %}
  {% if execute %}{{ return(r.columns[0].values()) }}{% else %}{{ return([]) }}{% endif %}
{%- endmacro -%}

{% macro log_end(results) %}{% for r in results %}{{ log(r.node.name ~ r.status) }}{% endfor %}{% endmacro %}

{% macro color_of() %}{{ helpers.paint() }}{% endmacro %}

{% macro everything__overridden() %}'mine'{% endmacro %}
{% macro default__overridden() %}'root'{% endmacro %}

{% test dbt_utils_like(model, expression, column_name=none) %}
select * from {{ model }} where not ({{ expression }})
{% endtest %}

{% materialization special, adapter='duckdb', supported_languages=['sql', 'python'] %}
  {{ return({'relations': []}) }}
{% endmaterialization %}
