{#- As dbt's own, with Python, and with what DuckDB's indexes and foreign keys ask for. -#}
{% materialization table, adapter="duckdb", supported_languages=['sql', 'python'] %}

  {%- set language = model['language'] -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') %}
  {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
  {%- set preexisting_intermediate_relation = load_cached_relation(intermediate_relation) -%}
  {%- set backup_relation_type = 'table' if existing_relation is none else existing_relation.type -%}
  {%- set backup_relation = make_backup_relation(target_relation, backup_relation_type) -%}
  {%- set preexisting_backup_relation = load_cached_relation(backup_relation) -%}
  {% set grant_config = config.get('grants') %}

  {{ drop_relation_if_exists(preexisting_intermediate_relation) }}
  {{ drop_relation_if_exists(preexisting_backup_relation) }}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {#- A table with a foreign key cannot be renamed either: it is built in its place. -#}
  {% set in_place = has_foreign_key_constraints() %}
  {% set dependents = drop_relation_for_rebuild(existing_relation) if in_place else [] %}

  {% call statement('main', language=language) -%}
    {{- create_table_as(False, target_relation if in_place else intermediate_relation, compiled_code, language) }}
  {%- endcall %}

  {% if existing_relation is not none and not in_place %}
    {#- A table with an index cannot be renamed, nor one that a foreign key points at. -#}
    {% do drop_indexes_on_relation(existing_relation) %}
    {% if may_be_foreign_key_target(existing_relation) %}
      {% set dependents = drop_foreign_key_dependents(existing_relation) %}
    {% endif %}
    {{ adapter.rename_relation(existing_relation, backup_relation) }}
  {% endif %}

  {% if not in_place %}
    {{ adapter.rename_relation(intermediate_relation, target_relation) }}
  {% endif %}

  {% do restore_foreign_key_dependents(dependents) %}

  {% do create_indexes(target_relation) %}

  {{ run_hooks(post_hooks, inside_transaction=True) }}

  {% set should_revoke = should_revoke(existing_relation, full_refresh_mode=True) %}
  {% do apply_grants(target_relation, grant_config, should_revoke=should_revoke) %}

  {% do persist_docs(target_relation, model) %}

  {{ adapter.commit() }}

  {{ drop_relation_if_exists(backup_relation) }}

  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
