{% macro trino__get_create_materialized_view_as_sql(target_relation, sql) -%}
  create materialized view {{ target_relation }}
    {{ comment(model.description) }}
    {{ properties() }}
  as
  {{ sql }}
  ;
{%- endmacro %}


{#- A materialized view is not renamed into its place: what was there goes first. -#}
{% macro trino__get_replace_materialized_view_as_sql(relation, sql, existing_relation, backup_relation, intermediate_relation) %}
  {{- get_drop_sql(existing_relation) }};
  {{ get_create_materialized_view_as_sql(relation, sql) -}}
{% endmacro %}


{#- Nothing of it is compared: a full refresh makes it anew. -#}
{% macro trino__get_materialized_view_configuration_changes(existing_relation, new_config) %}
  {% do return(none) %}
{% endmacro %}


{% macro trino__refresh_materialized_view(relation) -%}
  refresh materialized view {{ relation }}
{%- endmacro %}
