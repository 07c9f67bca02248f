{#- The rows go to a file; in the database stays a view that reads it. -#}
{% materialization external, adapter="duckdb", supported_languages=['sql', 'python'] %}

  {%- set language = model['language'] -%}
  {%- set location = config.get('location') or external_location(this, config) -%}
  {%- set plugin_name = config.get('plugin') -%}

  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='view') %}
  {%- set temp_relation = make_intermediate_relation(this.incorporate(type='table'), suffix='__dbt_tmp') -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation, suffix='__dbt_int') -%}
  {%- set backup_relation_type = 'table' if existing_relation is none else existing_relation.type -%}
  {%- set backup_relation = make_backup_relation(target_relation, backup_relation_type) -%}

  {{ drop_relation_if_exists(load_cached_relation(temp_relation)) }}
  {{ drop_relation_if_exists(load_cached_relation(intermediate_relation)) }}
  {{ drop_relation_if_exists(load_cached_relation(backup_relation)) }}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {% call statement('create_table', language=language) -%}
    {{- create_table_as(False, temp_relation, compiled_code, language) }}
  {%- endcall %}

  {#- A file without rows would have no columns in some formats: it gets one row of nulls, which the view leaves out. -#}
  {% set row_count = run_query('select count(*) as row_count from ' ~ temp_relation).rows[0][0] %}
  {% set no_rows = row_count | int == 0 %}
  {% if no_rows %}
    {% do run_query('insert into ' ~ temp_relation ~ ' default values') %}
  {% endif %}

  {% if plugin_name %}
    {% do store_relation(plugin_name, temp_relation, location, config.get('format'), config) %}
  {% endif %}
  {% call statement('main') -%}
    copy {{ temp_relation }} to '{{ location }}' ({{ render_write_options(config) }})
  {%- endcall %}

  {% call statement('create_view') -%}
    create or replace view {{ intermediate_relation }} as (
      select * from {{ read_external_sql(location, config) }}
      {%- if no_rows %}
      where true
      {%- for column in adapter.get_columns_in_relation(temp_relation) %}
        and {{ column.quoted }} is not null
      {%- endfor %}
      {%- endif %}
    );
  {%- endcall %}

  {% if existing_relation is not none %}
    {{ adapter.rename_relation(existing_relation, backup_relation) }}
  {% endif %}
  {{ adapter.rename_relation(intermediate_relation, target_relation) }}

  {{ run_hooks(post_hooks, inside_transaction=True) }}

  {% set should_revoke = should_revoke(existing_relation, full_refresh_mode=True) %}
  {% do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke) %}

  {% do persist_docs(target_relation, model) %}

  {{ adapter.commit() }}

  {{ drop_relation_if_exists(backup_relation) }}
  {{ drop_relation_if_exists(temp_relation) }}

  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
