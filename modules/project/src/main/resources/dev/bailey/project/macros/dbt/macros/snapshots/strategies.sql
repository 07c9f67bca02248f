{#- A strategy says what a row's identity and version are, and how to tell that a row has changed. -#}
{% macro strategy_dispatch(name) -%}
  {% set original_name = name %}
  {% if '.' in name %}
    {% set package_name, name = name.split(".", 1) %}
  {% else %}
    {% set package_name = none %}
  {% endif %}
  {% if package_name is none %}
    {% set package_context = context %}
  {% elif package_name in context %}
    {% set package_context = context[package_name] %}
  {% else %}
    {% set error_msg %}
      Could not find package '{{ package_name }}', called with '{{ original_name }}'
    {% endset %}
    {{ exceptions.raise_compiler_error(error_msg | trim) }}
  {% endif %}
  {%- set search_name = 'snapshot_' ~ name ~ '_strategy' -%}
  {% if search_name not in package_context %}
    {% set error_msg %}
      The specified strategy macro '{{ name }}' was not found in package '{{ package_name }}'
    {% endset %}
    {{ exceptions.raise_compiler_error(error_msg | trim) }}
  {% endif %}
  {{ return(package_context[search_name]) }}
{%- endmacro %}


{% macro snapshot_hash_arguments(args) -%}
  {{ adapter.dispatch('snapshot_hash_arguments', 'dbt')(args) }}
{%- endmacro %}

{% macro default__snapshot_hash_arguments(args) -%}
  md5(
  {%- for arg in args -%}
    coalesce(cast({{ arg }} as varchar ), '') {% if not loop.last %} || '|' || {% endif %}
  {%- endfor -%}
  )
{%- endmacro %}


{% macro snapshot_timestamp_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {% set primary_key = config.get('unique_key') %}
  {% set updated_at = config.get('updated_at') %}
  {% set hard_deletes = adapter.get_hard_deletes_behavior(config) %}
  {% set columns = config.get("snapshot_table_column_names") or get_snapshot_table_column_names() %}
  {% set row_changed_expr -%}
    ({{ snapshotted_rel }}.{{ columns.dbt_valid_from }} < {{ current_rel }}.{{ updated_at }})
  {%- endset %}
  {% do return(snapshot_strategy(primary_key, updated_at, row_changed_expr, hard_deletes)) %}
{% endmacro %}


{% macro snapshot_check_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {% set check_cols_config = config.get('check_cols') %}
  {% set primary_key = config.get('unique_key') %}
  {% set hard_deletes = adapter.get_hard_deletes_behavior(config) %}
  {% set updated_at = config.get('updated_at') or snapshot_get_time() %}
  {% set columns = config.get("snapshot_table_column_names") or get_snapshot_table_column_names() %}
  {#- A column that came or went is a change of every row. -#}
  {% set column_added, check_cols = snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) %}
  {%- set row_changed_expr -%}
    (
    {%- if column_added -%}
      {{ get_true_sql() }}
    {%- else -%}
      {%- for col in check_cols -%}
        {{ snapshotted_rel }}.{{ col }} != {{ current_rel }}.{{ col }}
        or
        (
          (({{ snapshotted_rel }}.{{ col }} is null) and not ({{ current_rel }}.{{ col }} is null))
          or
          ((not {{ snapshotted_rel }}.{{ col }} is null) and ({{ current_rel }}.{{ col }} is null))
        )
        {%- if not loop.last %} or {% endif -%}
      {%- endfor -%}
    {%- endif -%}
    )
  {%- endset %}
  {% do return(snapshot_strategy(primary_key, updated_at, row_changed_expr, hard_deletes)) %}
{% endmacro %}


{% macro snapshot_strategy(primary_key, updated_at, row_changed, hard_deletes) %}
  {% if primary_key is not string and primary_key is sequence %}
    {% set scd_args = primary_key + [updated_at] %}
  {% else %}
    {% set scd_args = [primary_key, updated_at] %}
  {% endif %}
  {% do return({
      "unique_key": primary_key,
      "updated_at": updated_at,
      "row_changed": row_changed,
      "scd_id": snapshot_hash_arguments(scd_args),
      "invalidate_hard_deletes": hard_deletes == 'invalidate',
      "hard_deletes": hard_deletes
  }) %}
{% endmacro %}


{% macro snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) -%}
  {%- if not target_exists -%}
    {#- The first snapshot compares with nothing. -#}
    {{ return((false, [])) }}
  {%- endif -%}
  {%- if check_cols_config == 'all' -%}
    {%- set query_columns = get_columns_in_query(node['compiled_code']) -%}
  {%- elif check_cols_config is iterable and (check_cols_config | length) > 0 -%}
    {#- Asked of the query, so that the columns come as the warehouse spells them. -#}
    {%- set select_check_cols_from_target -%}
      {{ "select " ~ check_cols_config | join(', ') ~ " from (" ~ node['compiled_code'] ~ ") subq" }}
    {%- endset -%}
    {%- set query_columns = get_columns_in_query(select_check_cols_from_target) -%}
  {%- else -%}
    {% do exceptions.raise_compiler_error("Invalid value for 'check_cols': " ~ check_cols_config) %}
  {%- endif -%}

  {%- set existing_cols = adapter.get_columns_in_relation(this) | map(attribute='name') | list -%}
  {%- set ns = namespace(column_added=false) -%}
  {%- set intersection = [] -%}
  {%- for col in query_columns -%}
    {%- if col in existing_cols -%}
      {%- do intersection.append(adapter.quote(col)) -%}
    {%- else -%}
      {%- set ns.column_added = true -%}
    {%- endif -%}
  {%- endfor -%}
  {{ return((ns.column_added, intersection)) }}
{%- endmacro %}


{% macro snapshot_string_as_time(timestamp) -%}
  {{ adapter.dispatch('snapshot_string_as_time', 'dbt')(timestamp) }}
{%- endmacro %}

{% macro default__snapshot_string_as_time(timestamp) %}
  {% do exceptions.raise_not_implemented('snapshot_string_as_time macro not implemented for adapter ' + adapter.type()) %}
{% endmacro %}


{% macro get_true_sql() %}
  {{ adapter.dispatch('get_true_sql', 'dbt')() }}
{% endmacro %}

{% macro default__get_true_sql() %}
  {{ return('TRUE') }}
{% endmacro %}
