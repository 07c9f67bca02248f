{% macro duckdb__get_incremental_merge_sql(args_dict) %}
  {% do return(duckdb__get_merge_sql(
      args_dict["target_relation"], args_dict["temp_relation"], args_dict["unique_key"],
      args_dict["dest_columns"], args_dict["incremental_predicates"]
  )) %}
{% endmacro %}


{#- DuckDB's own `merge into`, which matches columns by name when nothing more is asked for. -#}
{% macro duckdb__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
    {%- do validate_merge_config(config, target) -%}
    {%- set clauses = config.get('merge_clauses') -%}
    {%- set update_columns = config.get('merge_update_columns') or [] -%}
    {%- set exclude_columns = config.get('merge_exclude_columns') or [] -%}
    {%- if exclude_columns or (config.get('merge_update_set_expressions') and not update_columns) -%}
        {#- Updating "all but these" needs the names of all. -#}
        {%- set update_columns = get_merge_update_columns(update_columns, exclude_columns, dest_columns) -%}
        {%- set exclude_columns = [] -%}
    {%- endif -%}
    {%- if not clauses -%}
        {%- set clauses = merge_clause_defaults(
            config.get('merge_update_condition'),
            config.get('merge_insert_condition'),
            update_columns,
            exclude_columns,
            config.get('merge_update_set_expressions') or {}
        ) -%}
    {%- endif -%}

    MERGE INTO {{ target }} AS DBT_INTERNAL_DEST
        USING {{ source }} AS DBT_INTERNAL_SOURCE
        {{ duckdb__merge_join_clause(unique_key, config.get('merge_on_using_columns'), normalize_incremental_predicates(incremental_predicates)) }}

    {%- for clause in clauses.get('when_matched', []) %}
    WHEN MATCHED
    {%- if clause.get('condition') %} AND {{ clause.condition }}{% endif %}
    THEN
        {{ merge_action(clause, 'matched') }}
    {%- endfor %}

    {%- for clause in clauses.get('when_not_matched', []) %}
    WHEN NOT MATCHED
    {%- if clause.get('by') %} BY {{ clause.by | upper }}{% elif clause.action in ['update', 'delete'] %} BY SOURCE{% endif %}
    {%- if clause.get('condition') %} AND {{ clause.condition }}{% endif %}
    THEN
        {{ merge_action(clause, 'not matched') }}
    {%- endfor %}

    {%- if config.get('merge_returning_columns') %}
    RETURNING {{ config.get('merge_returning_columns') | join(', ') }}
    {%- endif %}
{%- endmacro %}


{#- `using` names columns that both sides have; `on` can say more. -#}
{% macro duckdb__merge_join_clause(unique_key, merge_on_using_columns, incremental_predicates) %}
    {%- if merge_on_using_columns -%}
        USING ({{ merge_on_using_columns | join(', ') }})
    {%- else -%}
        {%- set conditions = [] -%}
        {%- if unique_key -%}
            {%- set keys = unique_key if unique_key is sequence and unique_key is not string and unique_key is not mapping else [unique_key] -%}
            {%- for key in keys -%}
                {%- do conditions.append('DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key) -%}
            {%- endfor -%}
        {%- else -%}
            {%- do conditions.append('FALSE') -%}
        {%- endif -%}
        ON ({{ (conditions + incremental_predicates) | join(') AND (') }})
    {%- endif -%}
{% endmacro %}


{#- What happens to one kind of row. -#}
{% macro merge_action(clause, kind) %}
    {%- set action = clause.get('action', 'update' if kind == 'matched' else 'insert') -%}
    {%- set mode = clause.get('mode', 'by_name') -%}
    {%- if action == 'update' -%}
        {%- set update = clause.get('update', {}) -%}
        {%- set set_expressions = update.get('set_expressions', clause.get('set_expressions', {})) -%}
        {%- if mode == 'explicit' or kind == 'not matched' -%}
            {%- set assignments = [] -%}
            {%- for column, expression in set_expressions.items() -%}
                {%- do assignments.append(column ~ ' = ' ~ expression) -%}
            {%- endfor -%}
            {#- What is set by an expression is not also copied. -#}
            {%- for column in update.get('include', []) if column not in update.get('exclude', []) and column.strip('"') not in set_expressions -%}
                {%- do assignments.append(column ~ ' = DBT_INTERNAL_SOURCE.' ~ column) -%}
            {%- endfor -%}
            UPDATE SET
                {{ assignments | join(', ') }}
        {%- elif mode == 'star' -%}
            UPDATE SET *
        {%- else -%}
            UPDATE {{ mode | upper | replace('_', ' ') }}
        {%- endif -%}
    {%- elif action == 'insert' -%}
        {%- if mode == 'explicit' -%}
            INSERT ({{ clause.insert.columns | join(', ') }})
            VALUES ({{ clause.insert['values'] | join(', ') }})
        {%- elif mode == 'star' -%}
            INSERT *
        {%- else -%}
            INSERT {{ mode | upper | replace('_', ' ') }}
        {%- endif -%}
    {%- elif action == 'delete' -%}
        DELETE
    {%- elif action == 'do_nothing' -%}
        DO NOTHING
    {%- elif action == 'error' -%}
        ERROR{% if clause.get('error_message') %} {{ dbt.string_literal(dbt.escape_single_quotes(clause.error_message)) }}{% endif %}
    {%- endif -%}
{% endmacro %}


{#- The clauses that the simple configs stand for. -#}
{% macro merge_clause_defaults(
    merge_update_condition,
    merge_insert_condition,
    merge_update_columns=[],
    merge_exclude_columns=[],
    merge_update_set_expressions={}
) %}
    {%- set matched = {'action': 'update', 'mode': 'by_name'} -%}
    {%- if merge_update_columns or merge_update_set_expressions -%}
        {%- do matched.update({
            'mode': 'explicit',
            'update': {
                'include': merge_update_columns,
                'exclude': merge_exclude_columns,
                'set_expressions': merge_update_set_expressions
            }
        }) -%}
    {%- endif -%}
    {%- if merge_update_condition -%}
        {%- do matched.update({'condition': merge_update_condition}) -%}
    {%- endif -%}

    {%- set not_matched = {'action': 'insert', 'mode': 'by_name'} -%}
    {%- if merge_insert_condition -%}
        {%- do not_matched.update({'condition': merge_insert_condition}) -%}
    {%- endif -%}
    {{ return({'when_matched': [matched], 'when_not_matched': [not_matched]}) }}
{% endmacro %}
