{% macro get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {#- Adapters that were written before predicates existed give no default for them. -#}
  {% set predicates = [] if incremental_predicates is none else [] + incremental_predicates %}
  {{ adapter.dispatch('get_merge_sql', 'dbt')(target, source, unique_key, dest_columns, predicates) }}
{%- endmacro %}

{% macro default__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- set predicates = [] if incremental_predicates is none else [] + incremental_predicates -%}
  {%- set dest_cols_csv = get_quoted_csv(dest_columns | map(attribute="name")) -%}
  {%- set merge_update_columns = config.get('merge_update_columns') -%}
  {%- set merge_exclude_columns = config.get('merge_exclude_columns') -%}
  {%- set update_columns = get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) -%}
  {%- set sql_header = config.get('sql_header', none) -%}

  {% if unique_key %}
    {% if unique_key is sequence and unique_key is not string and unique_key is not mapping %}
      {% for key in unique_key %}
        {% do predicates.append('DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key) %}
      {% endfor %}
    {% else %}
      {% do predicates.append(get_merge_unique_key_match('DBT_INTERNAL_SOURCE.' ~ unique_key, 'DBT_INTERNAL_DEST.' ~ unique_key)) %}
    {% endif %}
  {% else %}
    {% do predicates.append('FALSE') %}
  {% endif %}

  {{ sql_header if sql_header is not none }}

  merge into {{ target }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on {{ "(" ~ predicates | join(") and (") ~ ")" }}

  {% if unique_key %}
  when matched then update set
    {% for column_name in update_columns -%}
      {{ column_name }} = DBT_INTERNAL_SOURCE.{{ column_name }}
      {%- if not loop.last %}, {%- endif %}
    {%- endfor %}
  {% endif %}

  when not matched then insert
    ({{ dest_cols_csv }})
  values
    ({{ dest_cols_csv }})
{% endmacro %}


{% macro get_merge_unique_key_match(source_unique_key, target_unique_key) %}
  {{ return(adapter.dispatch('get_merge_unique_key_match', 'dbt')(source_unique_key, target_unique_key)) }}
{% endmacro %}

{% macro default__get_merge_unique_key_match(source_unique_key, target_unique_key) %}
  {{ return(equals(source_unique_key, target_unique_key) | trim) }}
{% endmacro %}


{% macro get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
  {{ return(adapter.dispatch('get_merge_update_columns', 'dbt')(merge_update_columns, merge_exclude_columns, dest_columns)) }}
{% endmacro %}

{%- macro default__get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) -%}
  {%- if merge_update_columns and merge_exclude_columns -%}
    {{ exceptions.raise_compiler_error(
        'Model cannot specify merge_update_columns and merge_exclude_columns. Please update model to use only one config'
    ) }}
  {%- elif merge_update_columns -%}
    {%- set update_columns = merge_update_columns -%}
  {%- elif merge_exclude_columns -%}
    {%- set excluded = merge_exclude_columns | map("lower") | list -%}
    {%- set update_columns = [] -%}
    {%- for column in dest_columns if column.column | lower not in excluded -%}
      {%- do update_columns.append(column.quoted) -%}
    {%- endfor -%}
  {%- else -%}
    {%- set update_columns = dest_columns | map(attribute='quoted') | list -%}
  {%- endif -%}
  {{ return(update_columns) }}
{%- endmacro %}


{% macro get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {{ adapter.dispatch('get_delete_insert_merge_sql', 'dbt')(target, source, unique_key, dest_columns, incremental_predicates) }}
{%- endmacro %}

{% macro default__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {%- set dest_cols_csv = get_quoted_csv(dest_columns | map(attribute="name")) -%}
  {% if unique_key %}
    {% if unique_key is string %}
      {% set unique_key = [unique_key] %}
    {% endif %}
    {%- set unique_key_str = unique_key | join(', ') -%}
    delete from {{ target }} as DBT_INTERNAL_DEST
    where ({{ unique_key_str }}) in (
      select distinct {{ unique_key_str }}
      from {{ source }} as DBT_INTERNAL_SOURCE
    )
    {%- if incremental_predicates %}
      {% for predicate in incremental_predicates %}
      and {{ predicate }}
      {% endfor %}
    {%- endif -%};
  {% endif %}

  insert into {{ target }} ({{ dest_cols_csv }})
  (
    select {{ dest_cols_csv }}
    from {{ source }}
  )
{%- endmacro %}


{% macro get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header=false) -%}
  {{ adapter.dispatch('get_insert_overwrite_merge_sql', 'dbt')(target, source, dest_columns, predicates, include_sql_header) }}
{%- endmacro %}

{% macro default__get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header) -%}
  {%- set predicates = [] if predicates is none else [] + predicates -%}
  {%- set dest_cols_csv = get_quoted_csv(dest_columns | map(attribute="name")) -%}
  {%- set sql_header = config.get('sql_header', none) -%}

  {{ sql_header if sql_header is not none and include_sql_header }}

  merge into {{ target }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on FALSE

  when not matched by source
    {% if predicates %} and {{ predicates | join(' and ') }} {% endif %}
    then delete

  when not matched then insert
    ({{ dest_cols_csv }})
  values
    ({{ dest_cols_csv }})
{% endmacro %}
