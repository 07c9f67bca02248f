{% macro post_snapshot(staging_relation) %}
  {{ adapter.dispatch('post_snapshot', 'dbt')(staging_relation) }}
{% endmacro %}

{% macro default__post_snapshot(staging_relation) %}
{% endmacro %}


{% macro build_snapshot_table(strategy, sql) -%}
  {{ adapter.dispatch('build_snapshot_table', 'dbt')(strategy, sql) }}
{% endmacro %}

{% macro default__build_snapshot_table(strategy, sql) %}
  {% set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}
  select *,
    {{ strategy.scd_id }} as {{ columns.dbt_scd_id }},
    {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
    {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
    {{ get_dbt_valid_to_current(strategy, columns) }}
    {%- if strategy.hard_deletes == 'new_record' -%}
    , 'False' as {{ columns.dbt_is_deleted }}
    {% endif -%}
  from (
    {{ sql }}
  ) sbq
{% endmacro %}


{% macro build_snapshot_staging_table(strategy, sql, target_relation) %}
  {% set temp_relation = make_temp_relation(target_relation) %}
  {% set select = snapshot_staging_table(strategy, sql, target_relation) %}
  {% call statement('build_snapshot_staging_relation') %}
    {{ create_table_as(True, temp_relation, select) }}
  {% endcall %}
  {% do return(temp_relation) %}
{% endmacro %}


{% macro snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {{ adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation) }}
{% endmacro %}

{#- What is new, what has changed and, where wanted, what has gone, against the rows that hold now. -#}
{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {% set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}
  {% set new_record = strategy.hard_deletes == 'new_record' %}
  {% set tracks_deletes = strategy.hard_deletes == 'invalidate' or new_record %}
  {% if new_record %}
    {% set new_scd_id = snapshot_hash_arguments([columns.dbt_scd_id, snapshot_get_time()]) %}
  {% endif %}
  with snapshot_query as (

    {{ source_sql }}

  ),

  snapshotted_data as (

    select *, {{ unique_key_fields(strategy.unique_key) }}
    from {{ target_relation }}
    where
      {% if config.get('dbt_valid_to_current') %}
        {% set source_unique_key = columns.dbt_valid_to | trim %}
        {% set target_unique_key = config.get('dbt_valid_to_current') | trim %}
        ( {{ equals(source_unique_key, target_unique_key) }} or {{ source_unique_key }} is null )
      {% else %}
        {{ columns.dbt_valid_to }} is null
      {% endif %}

  ),

  insertions_source_data as (

    select *, {{ unique_key_fields(strategy.unique_key) }},
      {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
      {{ get_dbt_valid_to_current(strategy, columns) }},
      {{ strategy.scd_id }} as {{ columns.dbt_scd_id }}
    from snapshot_query

  ),

  updates_source_data as (

    select *, {{ unique_key_fields(strategy.unique_key) }},
      {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_to }}
    from snapshot_query

  ),

  {%- if tracks_deletes %}

  deletes_source_data as (

    select *, {{ unique_key_fields(strategy.unique_key) }}
    from snapshot_query

  ),
  {% endif %}

  insertions as (

    select
      'insert' as dbt_change_type,
      source_data.*
      {%- if new_record -%}
      ,'False' as {{ columns.dbt_is_deleted }}
      {%- endif %}
    from insertions_source_data as source_data
    left outer join snapshotted_data
      on {{ unique_key_join_on(strategy.unique_key, "snapshotted_data", "source_data") }}
      where {{ unique_key_is_null(strategy.unique_key, "snapshotted_data") }}
      or ({{ unique_key_is_not_null(strategy.unique_key, "snapshotted_data") }} and (
        {{ strategy.row_changed }}
        {%- if new_record -%}
        or snapshotted_data.{{ columns.dbt_is_deleted }} = 'True'
        {%- endif %}
      ))

  ),

  updates as (

    select
      'update' as dbt_change_type,
      source_data.*,
      snapshotted_data.{{ columns.dbt_scd_id }}
      {%- if new_record -%}
      , snapshotted_data.{{ columns.dbt_is_deleted }}
      {%- endif %}
    from updates_source_data as source_data
    join snapshotted_data
      on {{ unique_key_join_on(strategy.unique_key, "snapshotted_data", "source_data") }}
    where (
      {{ strategy.row_changed }}
      {%- if new_record -%}
      or snapshotted_data.{{ columns.dbt_is_deleted }} = 'True'
      {%- endif %}
    )

  )

  {%- if tracks_deletes %}
  ,
  deletes as (

    select
      'delete' as dbt_change_type,
      source_data.*,
      {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
      {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
      {{ snapshot_get_time() }} as {{ columns.dbt_valid_to }},
      snapshotted_data.{{ columns.dbt_scd_id }}
      {%- if new_record -%}
      , snapshotted_data.{{ columns.dbt_is_deleted }}
      {%- endif %}
    from snapshotted_data
    left join deletes_source_data as source_data
      on {{ unique_key_join_on(strategy.unique_key, "snapshotted_data", "source_data") }}
      where {{ unique_key_is_null(strategy.unique_key, "source_data") }}
      {%- if new_record %}
      and not (
        --avoid updating the record's valid_to if the latest entry is marked as deleted
        snapshotted_data.{{ columns.dbt_is_deleted }} = 'True'
        and
        {% if config.get('dbt_valid_to_current') -%}
        snapshotted_data.{{ columns.dbt_valid_to }} = {{ config.get('dbt_valid_to_current') }}
        {%- else -%}
        snapshotted_data.{{ columns.dbt_valid_to }} is null
        {%- endif %}
      )
      {%- endif %}

  )
  {%- endif %}

  {%- if new_record %}
  {% set snapshotted_cols = get_list_of_column_names(adapter.get_columns_in_relation(target_relation)) %}
  {% set source_sql_cols = get_columns_in_query(source_sql) %}
  ,
  deletion_records as (

    select
      'insert' as dbt_change_type,
      {#- Only columns that the source still has, and null for those the snapshot never had. -#}
      {%- for col in source_sql_cols -%}
      {%- if col in snapshotted_cols -%}
      snapshotted_data.{{ adapter.quote(col) }},
      {%- else -%}
      NULL as {{ adapter.quote(col) }},
      {%- endif -%}
      {%- endfor -%}
      {%- if strategy.unique_key | is_list -%}
        {%- for key in strategy.unique_key -%}
      snapshotted_data.{{ key }} as dbt_unique_key_{{ loop.index }},
        {% endfor -%}
      {%- else -%}
      snapshotted_data.dbt_unique_key as dbt_unique_key,
      {% endif -%}
      {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
      {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
      snapshotted_data.{{ columns.dbt_valid_to }} as {{ columns.dbt_valid_to }},
      {{ new_scd_id }} as {{ columns.dbt_scd_id }},
      'True' as {{ columns.dbt_is_deleted }}
    from snapshotted_data
    left join deletes_source_data as source_data
      on {{ unique_key_join_on(strategy.unique_key, "snapshotted_data", "source_data") }}
    where {{ unique_key_is_null(strategy.unique_key, "source_data") }}
    and not (
      --avoid inserting a new record if the latest one is marked as deleted
      snapshotted_data.{{ columns.dbt_is_deleted }} = 'True'
      and
      {% if config.get('dbt_valid_to_current') -%}
      snapshotted_data.{{ columns.dbt_valid_to }} = {{ config.get('dbt_valid_to_current') }}
      {%- else -%}
      snapshotted_data.{{ columns.dbt_valid_to }} is null
      {%- endif %}
      )

  )
  {%- endif %}

  select * from insertions
  union all
  select * from updates
  {%- if tracks_deletes %}
  union all
  select * from deletes
  {%- endif %}
  {%- if new_record %}
  union all
  select * from deletion_records
  {%- endif %}

{%- endmacro %}


{% macro snapshot_merge_sql(target, source, insert_cols) -%}
  {{ adapter.dispatch('snapshot_merge_sql', 'dbt')(target, source, insert_cols) }}
{%- endmacro %}

{% macro default__snapshot_merge_sql(target, source, insert_cols) -%}
  {%- set insert_cols_csv = insert_cols | join(', ') -%}
  {%- set columns = config.get("snapshot_table_column_names") or get_snapshot_table_column_names() -%}
  merge into {{ target.render() }} as DBT_INTERNAL_DEST
  using {{ source }} as DBT_INTERNAL_SOURCE
  on DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ columns.dbt_scd_id }}

  when matched
    {% if config.get("dbt_valid_to_current") %}
      {% set source_unique_key = ("DBT_INTERNAL_DEST." ~ columns.dbt_valid_to) | trim %}
      {% set target_unique_key = config.get('dbt_valid_to_current') | trim %}
      and ({{ equals(source_unique_key, target_unique_key) }} or {{ source_unique_key }} is null)
    {% else %}
      and DBT_INTERNAL_DEST.{{ columns.dbt_valid_to }} is null
    {% endif %}
    and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
    then update
    set {{ columns.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ columns.dbt_valid_to }}

  when not matched
    and DBT_INTERNAL_SOURCE.dbt_change_type = 'insert'
    then insert ({{ insert_cols_csv }})
    values ({{ insert_cols_csv }})
{% endmacro %}
