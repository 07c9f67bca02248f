{% macro cents(column) %}{{ adapter.dispatch('cents', 'shop')(column) }}{% endmacro %}
{% macro default__cents(column) %}{{ rounded(column ~ ' / 100') }}{% endmacro %}
{% macro rounded(expression) %}round({{ expression }}, 2){% endmacro %}
{% macro unused() %}1{% endmacro %}
