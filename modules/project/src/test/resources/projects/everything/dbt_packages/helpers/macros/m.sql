{% macro shout(x) %}upper({{ x }}){% endmacro %}
{% macro paint() %}'{{ var('color', 'none') }}'{% endmacro %}
{% macro overridden() %}{{ return(adapter.dispatch('overridden', 'helpers')()) }}{% endmacro %}
{% macro default__overridden() %}'helpers'{% endmacro %}
