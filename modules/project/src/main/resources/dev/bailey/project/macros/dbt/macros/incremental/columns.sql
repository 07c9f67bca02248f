{% macro get_quoted_csv(column_names) %}
  {% set quoted = [] %}
  {% for name in column_names -%}
    {%- do quoted.append(adapter.quote(name)) -%}
  {%- endfor %}
  {{ return(quoted | join(', ')) }}
{% endmacro %}


{% macro diff_columns(source_columns, target_columns) %}
  {% set target_names = target_columns | map(attribute='column') | list %}
  {% set result = [] %}
  {% for column in source_columns if column.column not in target_names %}
    {{ result.append(column) }}
  {% endfor %}
  {{ return(result) }}
{% endmacro %}


{% macro diff_column_data_types(source_columns, target_columns) %}
  {{ return(adapter.dispatch('diff_column_data_types', 'dbt')(source_columns, target_columns)) }}
{% endmacro %}

{#- Columns that both have, with another type in the source that the target cannot hold. -#}
{% macro default__diff_column_data_types(source_columns, target_columns) %}
  {% set result = [] %}
  {% for source_column in source_columns %}
    {% set same = target_columns | selectattr("name", "equalto", source_column.name) | list | first %}
    {% if same and source_column.expanded_data_type != same.expanded_data_type
          and not source_column.can_expand_to(other_column=same) %}
      {{ result.append({'column_name': same.name, 'new_type': source_column.expanded_data_type}) }}
    {% endif %}
  {% endfor %}
  {{ return(result) }}
{% endmacro %}
