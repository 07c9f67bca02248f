{#- DuckDB has no users to grant anything to. -#}
{% macro duckdb__apply_grants(relation, grant_config, should_revoke=True) %}
  {% if grant_config %}
    {{ exceptions.warn("Grants for relations are not supported by DuckDB") }}
  {% endif %}
{% endmacro %}
