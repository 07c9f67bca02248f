{% macro get_snapshot_table_column_names() %}
  {{ return({
      'dbt_valid_to': 'dbt_valid_to',
      'dbt_valid_from': 'dbt_valid_from',
      'dbt_scd_id': 'dbt_scd_id',
      'dbt_updated_at': 'dbt_updated_at',
      'dbt_is_deleted': 'dbt_is_deleted'
  }) }}
{% endmacro %}


{% macro get_dbt_valid_to_current(strategy, columns) %}
  {% set dbt_valid_to_current = config.get('dbt_valid_to_current') or "null" %}
  {#- Typed like the time of the update, whatever stands for "until now". -#}
  coalesce(nullif({{ strategy.updated_at }}, {{ strategy.updated_at }}), {{ dbt_valid_to_current }})
  as {{ columns.dbt_valid_to }}
{% endmacro %}


{% macro create_columns(relation, columns) %}
  {{ adapter.dispatch('create_columns', 'dbt')(relation, columns) }}
{% endmacro %}

{% macro default__create_columns(relation, columns) %}
  {% for column in columns %}
    {% call statement() %}
      alter table {{ relation.render() }} add column {{ adapter.quote(column.name) }} {{ column.expanded_data_type }};
    {% endcall %}
  {% endfor %}
{% endmacro %}


{% macro get_updated_at_column_data_type(snapshot_sql) %}
  {% set snapshot_sql_column_schema = get_column_schema_from_query(snapshot_sql) %}
  {% set ns = namespace(data_type=none) %}
  {% for column in snapshot_sql_column_schema %}
    {% if ((column.column | lower) == 'dbt_updated_at') %}
      {% set ns.data_type = column.dtype %}
    {% endif %}
  {% endfor %}
  {{ return(ns.data_type or none) }}
{% endmacro %}


{#- Times of two types do not compare well; a warning says so before they are mixed. -#}
{% macro check_time_data_types(sql) %}
  {% set dbt_updated_at_data_type = get_updated_at_column_data_type(sql) %}
  {% set snapshot_get_time_data_type = get_snapshot_get_time_data_type() %}
  {% if snapshot_get_time_data_type is not none and dbt_updated_at_data_type is not none
        and snapshot_get_time_data_type != dbt_updated_at_data_type %}
    {% if exceptions.warn_snapshot_timestamp_data_types %}
      {{ exceptions.warn_snapshot_timestamp_data_types(snapshot_get_time_data_type, dbt_updated_at_data_type) }}
    {% endif %}
  {% endif %}
{% endmacro %}
