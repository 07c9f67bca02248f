{#- Says all that is wrong with a model's merge at once, before a statement fails on the first of it. -#}
{% macro validate_merge_config(config, target_relation=none) %}
    {%- set errors = [] -%}
    {%- set simple = ['merge_update_condition', 'merge_insert_condition', 'merge_update_columns', 'merge_exclude_columns', 'merge_update_set_expressions'] -%}
    {%- do validate_string_field(config.get('merge_update_condition'), 'merge_update_condition', errors) -%}
    {%- do validate_string_field(config.get('merge_insert_condition'), 'merge_insert_condition', errors) -%}
    {%- do validate_string_list_field(config.get('merge_on_using_columns'), 'merge_on_using_columns', errors) -%}
    {%- do validate_string_list_field(config.get('merge_update_columns'), 'merge_update_columns', errors) -%}
    {%- do validate_string_list_field(config.get('merge_exclude_columns'), 'merge_exclude_columns', errors) -%}
    {%- do validate_string_list_field(config.get('merge_returning_columns'), 'merge_returning_columns', errors) -%}
    {%- do validate_dict_field(config.get('merge_update_set_expressions'), 'merge_update_set_expressions', errors) -%}
    {%- do validate_merge_clauses(config, simple, errors) -%}
    {%- do validate_ducklake_restrictions(config, target_relation, errors) -%}
    {%- if errors -%}
        {% do exceptions.raise_compiler_error("MERGE configuration errors:\n" ~ errors | join('\n')) %}
    {%- endif -%}
{% endmacro %}


{% macro validate_merge_clauses(config, base_configuration_fields, errors) %}
    {%- set clauses = config.get('merge_clauses') -%}
    {%- if clauses is not none -%}
        {%- if clauses is not mapping -%}
            {%- do errors.append("merge_clauses must be a dictionary, found: " ~ clauses) -%}
        {%- else -%}
            {%- for field in base_configuration_fields if config.get(field) -%}
                {%- do errors.append(field ~ " has no effect beside merge_clauses: say it in a clause") -%}
            {%- endfor -%}
            {%- if not clauses.get('when_matched') and not clauses.get('when_not_matched') -%}
                {%- do errors.append("merge_clauses must have at least one of 'when_matched' and 'when_not_matched'") -%}
            {%- endif -%}
            {%- do validate_merge_clause_list(clauses.get('when_matched'), 'when_matched', errors) -%}
            {%- do validate_merge_clause_list(clauses.get('when_not_matched'), 'when_not_matched', errors) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{% macro validate_merge_clause_list(merge_clauses, clause_type, errors) %}
    {%- set actions = ['update', 'delete', 'do_nothing', 'error'] + (['insert'] if clause_type == 'when_not_matched' else []) -%}
    {%- if merge_clauses -%}
        {%- if merge_clauses is string or merge_clauses is mapping or merge_clauses is not sequence -%}
            {%- do errors.append("merge_clauses." ~ clause_type ~ " must be a list") -%}
        {%- else -%}
            {%- for clause in merge_clauses -%}
                {%- if clause is not mapping -%}
                    {%- do errors.append("each of merge_clauses." ~ clause_type ~ " must be a dictionary, found: " ~ clause) -%}
                {%- elif clause.get('action', actions[0]) not in actions -%}
                    {%- do errors.append("merge_clauses." ~ clause_type ~ " knows the actions " ~ actions | join(', ') ~ ", found: " ~ clause.action) -%}
                {%- endif -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{#- A lake takes one update or delete in a merge. Ours are files of DuckDB's own, which take any number. -#}
{% macro validate_ducklake_restrictions(config, target_relation, errors) %}
{% endmacro %}


{% macro validate_string_field(field_value, field_name, errors) %}
    {%- if field_value is not none and field_value is not string -%}
        {%- do errors.append(field_name ~ " must be a string, found: " ~ field_value) -%}
    {%- endif -%}
{% endmacro %}


{% macro validate_string_list_field(field_value, field_name, errors) %}
    {%- if field_value is not none -%}
        {%- if field_value is string or field_value is mapping or field_value is not sequence -%}
            {%- do errors.append(field_name ~ " must be a list, found: " ~ field_value) -%}
        {%- else -%}
            {%- for item in field_value if item is not string -%}
                {%- do errors.append(field_name ~ " must be a list of strings, found: " ~ item) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{% macro validate_dict_field(field_value, field_name, errors) %}
    {%- if field_value is not none and field_value is not mapping -%}
        {%- do errors.append(field_name ~ " must be a dictionary, found: " ~ field_value) -%}
    {%- endif -%}
{% endmacro %}
