{#- PostgreSQL knows defaults of arguments. -#}
{% macro postgres__formatted_scalar_function_args_sql() %}
  {% set args = [] %}
  {% for arg in model.arguments -%}
    {%- set default_value = arg.get('default_value') -%}
    {%- if default_value is not none -%}
      {%- do args.append(arg.name ~ ' ' ~ arg.data_type ~ ' DEFAULT ' ~ default_value) -%}
    {%- else -%}
      {%- do args.append(arg.name ~ ' ' ~ arg.data_type) -%}
    {%- endif -%}
  {%- endfor %}
  {{ args | join(', ') }}
{% endmacro %}
