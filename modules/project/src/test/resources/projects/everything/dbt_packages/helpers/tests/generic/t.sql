{% test at_least_one(model, column_name=none) %}
select 1 from (select count(*) as n from {{ model }}) where n = 0
{% endtest %}
