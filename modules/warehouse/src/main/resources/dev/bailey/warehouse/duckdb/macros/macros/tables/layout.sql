{#- How a table is partitioned and sorted on storage: for lakes; a plain DuckDB file has no such thing. -#}
{% macro duckdb__get_partitioned_by(relation, temporary) %}
  {%- set raw = config.get('partitioned_by', none) -%}
  {%- if raw is none or temporary -%}
    {{ return(none) }}
  {%- endif -%}
  {%- set columns = normalize_string_or_list(raw, 'partitioned_by') -%}
  {{ return(columns | join(', ') if columns else none) }}
{% endmacro %}


{% macro duckdb__alter_table_set_partitioned_by(relation, partitioned_by) -%}
  alter table {{ relation }} set partitioned by ({{ partitioned_by }})
{%- endmacro %}


{% macro duckdb__get_sorted_by(relation, temporary) %}
  {%- set raw = config.get('sorted_by', none) -%}
  {%- if raw is none or temporary -%}
    {{ return(none) }}
  {%- endif -%}
  {%- set columns = normalize_string_or_list(raw, 'sorted_by') -%}
  {{ return(columns | join(', ') if columns else none) }}
{% endmacro %}


{% macro duckdb__alter_table_set_sorted_by(relation, sorted_by) -%}
  alter table {{ relation }} set sorted by ({{ sorted_by }})
{%- endmacro %}


{#- A config that may be written "a, b" or [a, b]. -#}
{% macro normalize_string_or_list(raw, field_name) %}
  {%- if raw is none -%}
    {{ return([]) }}
  {%- elif raw is string -%}
    {{ return([raw.strip()] if raw.strip() else []) }}
  {%- elif raw is sequence and raw is not mapping -%}
    {%- set values = [] -%}
    {%- for value in raw -%}
      {%- if value is not string or not value.strip() -%}
        {% do exceptions.raise_compiler_error(field_name ~ " must be a string or a list of non-empty strings, got: " ~ raw) %}
      {%- endif -%}
      {%- do values.append(value.strip()) -%}
    {%- endfor -%}
    {{ return(values) }}
  {%- else -%}
    {% do exceptions.raise_compiler_error(field_name ~ " must be a string or a list of non-empty strings, got: " ~ raw) %}
  {%- endif -%}
{% endmacro %}
