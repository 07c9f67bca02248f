{#- `concat` takes arrays only: the element is put into one. -#}
{% macro trino__array_append(array, new_element) -%}
  {{ array_concat(array, array_construct([new_element])) }}
{%- endmacro %}


{% macro trino__array_concat(array_1, array_2) -%}
  concat({{ array_1 }}, {{ array_2 }})
{%- endmacro %}


{#- An empty array has no type, and as null it takes that of its place. -#}
{% macro trino__array_construct(inputs, data_type) -%}
  {%- if inputs -%}
    array[ {{ inputs | join(' , ') }} ]
  {%- else -%}
    null
  {%- endif -%}
{%- endmacro %}
