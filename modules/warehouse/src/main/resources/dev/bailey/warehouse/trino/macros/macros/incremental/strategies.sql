{#- The rows to come are seen through a view, unless they are read twice, as deleting by a key and then inserting does, or the
    connector has no views. -#}
{% macro get_incremental_tmp_relation_type(strategy, unique_key, language) %}
  {%- if language == 'python' or not config.get('views_enabled', true) or (strategy in ['delete+insert', 'microbatch'] and unique_key) -%}
    {{ return('table') }}
  {%- endif -%}
  {{ return('view') }}
{% endmacro %}


{#- `delete` takes no alias, and `in` no row of several columns that may hold nulls. -#}
{% macro trino__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute="name")) -%}
  {%- set several = unique_key is sequence and unique_key is not mapping and unique_key is not string -%}
  {%- if several %}
    delete from {{ target }}
    where exists (
      select 1
      from {{ source }}
      where
      {%- for key in unique_key %}
        {{ target }}.{{ key }} = {{ source }}.{{ key }}
        {{ "and " if not loop.last }}
      {%- endfor %}
    )
    {%- for predicate in incremental_predicates or [] %}
      and {{ predicate }}
    {%- endfor %};
  {%- elif unique_key %}
    delete from {{ target }}
    where (
      {{ unique_key }}) in (
      select {{ unique_key }}
      from {{ source }}
    )
    {%- for predicate in incremental_predicates or [] %}
      and {{ predicate }}
    {%- endfor %};
  {%- endif %}

  insert into {{ target }} ({{ columns }})
  (
    select {{ columns }}
    from {{ source }}
  )
{%- endmacro %}


{#- The names of the source's columns are written in full: the target's are of the same names. -#}
{% macro trino__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {%- set predicates = [] if incremental_predicates is none else [] + incremental_predicates -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute="name")) -%}
  {%- set sql_header = config.get('sql_header', none) -%}
  {%- set values = [] -%}
  {%- for column in dest_columns -%}
    {%- do values.append('DBT_INTERNAL_SOURCE.' ~ column.quoted) -%}
  {%- endfor -%}
  {{ sql_header if sql_header is not none }}

  {% if unique_key -%}
    {%- set keys = [unique_key] if unique_key is string or unique_key is mapping else unique_key -%}
    {%- for key in keys -%}
      {%- do predicates.append('DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key) -%}
    {%- endfor -%}
    {%- set updated = get_merge_update_columns(config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns) -%}
    merge into {{ target }} as DBT_INTERNAL_DEST
      using {{ source }} as DBT_INTERNAL_SOURCE
      on ({{ predicates | join(') and (') }})

    when matched then update set
      {% for column in updated -%}
        {{ column }} = DBT_INTERNAL_SOURCE.{{ column }}
        {%- if not loop.last %}, {% endif -%}
      {%- endfor %}

    when not matched then insert
      ({{ columns }})
    values
      ({{ values | join(', ') }})
  {%- else -%}
    insert into {{ target }} ({{ columns }})
    (
      select {{ columns }}
      from {{ source }}
    )
  {%- endif %}
{%- endmacro %}


{#- A batch is its window of time: what the table has of it goes, what the query gave for it comes. -#}
{% macro trino__get_incremental_microbatch_sql(arg_dict) %}
  {%- set target = arg_dict["target_relation"] -%}
  {%- set source = arg_dict["temp_relation"] -%}
  {%- set columns = get_quoted_csv(arg_dict["dest_columns"] | map(attribute="name")) -%}
  {%- set predicates = [] + (arg_dict.get('incremental_predicates') or []) -%}
  {%- set event_time = model.config.event_time -%}
  {%- set start = model.config.get('__dbt_internal_microbatch_event_time_start') -%}
  {%- set end = model.config.get('__dbt_internal_microbatch_event_time_end') -%}
  {%- if start -%}
    {%- do predicates.append(event_time ~ " >= TIMESTAMP '" ~ start ~ "'") -%}
  {%- endif -%}
  {%- if end -%}
    {%- do predicates.append(event_time ~ " < TIMESTAMP '" ~ end ~ "'") -%}
  {%- endif %}
  delete from {{ target }} where (
    {{ predicates | join('\n    and ') }}
  );

  insert into {{ target }} ({{ columns }})
  (
    select {{ columns }}
    from {{ source }}
  )
{% endmacro %}
