{% test at_most(model, column_name, limit) %}
select 1 from {{ model }} having count({{ column_name }}) > {{ limit }}
{% endtest %}
