{% test generic_here(model, column_name, threshold, when, m) %}
{{ config(severity='error', meta={'g': 1}) }}
select {{ column_name }} from {{ model }} where {{ threshold }} > 1 and '{{ when }}' > '1' and {{ m['a'][0] }} = 2
{% endtest %}

{% test single_arg(model) %}
select * from {{ model }} where false
{% endtest %}
