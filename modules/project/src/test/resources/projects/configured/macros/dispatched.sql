{% macro named() %}{{ return(adapter.dispatch('named', 'no_package')()) }}{% endmacro %}
{% macro default__named() %}x{% endmacro %}
