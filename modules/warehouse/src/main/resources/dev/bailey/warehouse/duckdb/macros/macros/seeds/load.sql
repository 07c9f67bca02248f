{% macro duckdb__get_binding_char() %}
  {{ return('?') }}
{% endmacro %}


{% macro duckdb__get_batch_size() %}
  {{ return(10000) }}
{% endmacro %}


{#- Rows travel as parameters: a `copy` would need the seed as a file that the database can open, and a server's project
    is nowhere on its disk. -#}
{% macro duckdb__load_csv_rows(model, agate_table) %}
  {{ return(default__load_csv_rows(model, agate_table)) }}
{% endmacro %}
