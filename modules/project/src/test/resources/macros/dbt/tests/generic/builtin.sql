{% test unique(model, column_name) %}
{% set macro = adapter.dispatch('test_unique', 'dbt') %}{{ macro(model, column_name) }}
{% endtest %}
{% test not_null(model, column_name) %}
select {{ column_name }} from {{ model }} where {{ column_name }} is null
{% endtest %}
{% test accepted_values(model, column_name, values, quote=True) %}
select {{ column_name }} from {{ model }} where {{ column_name }} not in ({% for v in values %}{{ v }}{% endfor %})
{% endtest %}
{% test relationships(model, column_name, to, field) %}
select {{ column_name }} from {{ model }} where {{ column_name }} not in (select {{ field }} from {{ to }})
{% endtest %}
{% macro default__test_unique(model, column_name) %}select {{ column_name }} from {{ model }} group by 1 having count(*) > 1{% endmacro %}
