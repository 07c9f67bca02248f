{% macro make_intermediate_relation(base_relation, suffix='__dbt_tmp') %}
  {{ return(adapter.dispatch('make_intermediate_relation', 'dbt')(base_relation, suffix)) }}
{% endmacro %}

{% macro default__make_intermediate_relation(base_relation, suffix) %}
  {{ return(default__make_temp_relation(base_relation, suffix)) }}
{% endmacro %}


{% macro make_temp_relation(base_relation, suffix='__dbt_tmp') %}
  {#- Microbatch works on several batches at once: each has a name of its own. -#}
  {% if model.batch is defined and model.batch and config.get('incremental_strategy') == 'microbatch' %}
    {% set suffix = suffix ~ '_' ~ model.batch.id %}
  {% endif %}
  {{ return(adapter.dispatch('make_temp_relation', 'dbt')(base_relation, suffix)) }}
{% endmacro %}

{% macro default__make_temp_relation(base_relation, suffix) %}
  {%- set temp_relation = base_relation.incorporate(path={"identifier": base_relation.identifier ~ suffix}) -%}
  {{ return(temp_relation) }}
{% endmacro %}


{% macro make_backup_relation(base_relation, backup_relation_type, suffix='__dbt_backup') %}
  {{ return(adapter.dispatch('make_backup_relation', 'dbt')(base_relation, backup_relation_type, suffix)) }}
{% endmacro %}

{% macro default__make_backup_relation(base_relation, backup_relation_type, suffix) %}
  {%- set backup_relation = base_relation.incorporate(
        path={"identifier": base_relation.identifier ~ suffix},
        type=backup_relation_type
  ) -%}
  {{ return(backup_relation) }}
{% endmacro %}
