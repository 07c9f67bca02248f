{#- Lets a package tell dbt's second engine, written in Rust, from the first, whose behaviour is ours. -#}
{% macro is_core_v2() %}
  {{ return(false) }}
{% endmacro %}
