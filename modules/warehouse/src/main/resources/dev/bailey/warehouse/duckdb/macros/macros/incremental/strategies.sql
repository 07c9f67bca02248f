{#- With a key, rows are replaced; without one there is nothing to replace them by. -#}
{% macro duckdb__get_incremental_default_sql(arg_dict) %}
  {% if arg_dict["unique_key"] %}
    {% do return(get_incremental_delete_insert_sql(arg_dict)) %}
  {% else %}
    {% do return(get_incremental_append_sql(arg_dict)) %}
  {% endif %}
{% endmacro %}


{% macro duckdb__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
    {%- set dest_cols_csv = get_quoted_csv(dest_columns | map(attribute="name")) -%}
    {%- set predicates = normalize_incremental_predicates(incremental_predicates) -%}

    {%- if unique_key %}
        {%- if unique_key is sequence and unique_key is not string and unique_key is not mapping %}
            delete from {{ target }} as DBT_INCREMENTAL_TARGET
            using {{ source }}
            where (
                {% for key in unique_key %}
                    {{ source }}.{{ key }} = DBT_INCREMENTAL_TARGET.{{ key }}
                    {{ "and " if not loop.last }}
                {% endfor %}
                {% for predicate in predicates %}
                    and {{ predicate }}
                {% endfor %}
            );
        {%- else %}
            delete from {{ target }}
            where (
                {{ unique_key }}) in (
                select ({{ unique_key }})
                from {{ source }}
            )
            {%- for predicate in predicates %}
                and {{ predicate }}
            {%- endfor -%};
        {%- endif %}
    {%- endif %}

    insert into {{ target }} ({{ dest_cols_csv }})
    (
        select {{ dest_cols_csv }}
        from {{ source }}
    )
{%- endmacro %}


{#- A batch is its window of time: what the table has of it goes, what the query gave for it comes. -#}
{% macro duckdb__get_incremental_microbatch_sql(arg_dict) %}
    {%- if arg_dict["unique_key"] -%}
        {% do exceptions.raise_compiler_error(
            "microbatch incremental strategy does not support 'unique_key'. Microbatch runs delete+insert per batch based on 'event_time' and does not do key-based upserts. Remove 'unique_key' or use incremental_strategy='merge'."
        ) %}
    {%- endif -%}

    {%- set target = arg_dict["target_relation"] -%}
    {%- set source = arg_dict["temp_relation"] -%}
    {%- set dest_cols_csv = get_quoted_csv(arg_dict["dest_columns"] | map(attribute="name")) -%}
    {%- set event_time = config.get('event_time') -%}
    {%- if not event_time -%}
        {% do exceptions.raise_compiler_error("microbatch incremental strategy requires an 'event_time' config") %}
    {%- endif -%}

    {%- set window = [] -%}
    {%- if model.config.get('__dbt_internal_microbatch_event_time_start') -%}
        {%- do window.append(event_time ~ " >= '" ~ model.config.__dbt_internal_microbatch_event_time_start ~ "'") -%}
    {%- endif -%}
    {%- if model.config.get('__dbt_internal_microbatch_event_time_end') -%}
        {%- do window.append(event_time ~ " < '" ~ model.config.__dbt_internal_microbatch_event_time_end ~ "'") -%}
    {%- endif -%}
    {%- set predicates = [] -%}
    {%- for predicate in normalize_incremental_predicates(arg_dict["incremental_predicates"]) -%}
        {%- do predicates.append('(' ~ predicate ~ ')') -%}
    {%- endfor -%}

    delete from {{ target }}
    where {{ (window + predicates) | join('\n    and ') }};

    insert into {{ target }} ({{ dest_cols_csv }})
    select {{ dest_cols_csv }}
    from {{ source }}
    where {{ window | join('\n    and ') }};
{% endmacro %}


{#- One condition, a list of them, or none: always a list. -#}
{% macro normalize_incremental_predicates(incremental_predicates) %}
    {{ return([] if incremental_predicates is none else [incremental_predicates] if incremental_predicates is string else incremental_predicates) }}
{% endmacro %}
