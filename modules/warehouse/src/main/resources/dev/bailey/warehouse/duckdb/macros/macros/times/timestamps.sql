{% macro duckdb__current_timestamp() -%}
  now()
{%- endmacro %}


{% macro duckdb__snapshot_string_as_time(timestamp) -%}
  {%- set result = "'" ~ timestamp ~ "'::timestamp" -%}
  {{ return(result) }}
{%- endmacro %}


{% macro duckdb__snapshot_get_time() -%}
  {{ current_timestamp() }}::timestamp
{%- endmacro %}
