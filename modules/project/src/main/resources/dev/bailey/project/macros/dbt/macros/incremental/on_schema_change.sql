{% macro incremental_validate_on_schema_change(on_schema_change, default='ignore') %}
  {% if on_schema_change not in ['sync_all_columns', 'append_new_columns', 'fail', 'ignore'] %}
    {% set log_message = 'Invalid value for on_schema_change (%s) specified. Setting default value of %s.' % (on_schema_change, default) %}
    {% do log(log_message) %}
    {{ return(default) }}
  {% endif %}
  {{ return(on_schema_change) }}
{% endmacro %}


{% macro check_for_schema_changes(source_relation, target_relation) %}
  {{ return(adapter.dispatch('check_for_schema_changes', 'dbt')(source_relation, target_relation)) }}
{% endmacro %}

{% macro default__check_for_schema_changes(source_relation, target_relation) %}
  {%- set source_columns = adapter.get_columns_in_relation(source_relation) -%}
  {%- set target_columns = adapter.get_columns_in_relation(target_relation) -%}
  {%- set source_not_in_target = diff_columns(source_columns, target_columns) -%}
  {%- set target_not_in_source = diff_columns(target_columns, source_columns) -%}
  {%- set new_target_types = diff_column_data_types(source_columns, target_columns) -%}
  {%- set changes = {
      'schema_changed': source_not_in_target != [] or target_not_in_source != [] or new_target_types != [],
      'source_not_in_target': source_not_in_target,
      'target_not_in_source': target_not_in_source,
      'source_columns': source_columns,
      'target_columns': target_columns,
      'new_target_types': new_target_types
  } -%}
  {% do log(
      'In ' ~ target_relation ~ ': schema changed: ' ~ changes['schema_changed']
      ~ '; source columns not in target: ' ~ source_not_in_target
      ~ '; target columns not in source: ' ~ target_not_in_source
      ~ '; new column types: ' ~ new_target_types
  ) %}
  {{ return(changes) }}
{% endmacro %}


{% macro sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
  {{ return(adapter.dispatch('sync_column_schemas', 'dbt')(on_schema_change, target_relation, schema_changes_dict)) }}
{% endmacro %}

{% macro default__sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
  {%- set add_to_target = schema_changes_dict['source_not_in_target'] -%}
  {%- if on_schema_change == 'append_new_columns' -%}
    {%- if add_to_target | length > 0 -%}
      {%- do alter_relation_add_remove_columns(target_relation, add_to_target, none) -%}
    {%- endif -%}
  {%- elif on_schema_change == 'sync_all_columns' -%}
    {%- set remove_from_target = schema_changes_dict['target_not_in_source'] -%}
    {%- set new_target_types = schema_changes_dict['new_target_types'] -%}
    {%- if add_to_target | length > 0 or remove_from_target | length > 0 -%}
      {%- do alter_relation_add_remove_columns(target_relation, add_to_target, remove_from_target) -%}
    {%- endif -%}
    {%- for change in new_target_types -%}
      {%- do alter_column_type(target_relation, change['column_name'], change['new_type']) -%}
    {%- endfor -%}
  {%- endif -%}
  {%- do log('Columns of ' ~ target_relation ~ ' were brought up to date: ' ~ on_schema_change) -%}
{% endmacro %}


{% macro process_schema_changes(on_schema_change, source_relation, target_relation) %}
  {{ return(adapter.dispatch('process_schema_changes', 'dbt')(on_schema_change, source_relation, target_relation)) }}
{% endmacro %}

{% macro default__process_schema_changes(on_schema_change, source_relation, target_relation) %}
  {% if on_schema_change == 'ignore' %}
    {{ return({}) }}
  {% endif %}
  {% set changes = check_for_schema_changes(source_relation, target_relation) %}
  {% if changes['schema_changed'] %}
    {% if on_schema_change == 'fail' %}
      {% set fail_msg %}
        The source and target schemas on this incremental model are out of sync!
        They can be reconciled in several ways:
          - set the `on_schema_change` config to either append_new_columns or sync_all_columns, depending on your situation.
          - Re-run the incremental model with `full_refresh: True` to update the target schema.
          - update the schema manually and re-run the process.

        Additional troubleshooting context:
          Source columns not in target: {{ changes['source_not_in_target'] }}
          Target columns not in source: {{ changes['target_not_in_source'] }}
          New column types: {{ changes['new_target_types'] }}
      {% endset %}
      {% do exceptions.raise_compiler_error(fail_msg) %}
    {% endif %}
    {% do sync_column_schemas(on_schema_change, target_relation, changes) %}
  {% endif %}
  {{ return(changes['source_columns']) }}
{% endmacro %}
