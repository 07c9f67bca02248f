{#- `md5` works on bytes and gives bytes. -#}
{% macro trino__hash(field) -%}
  lower(to_hex(md5(to_utf8(cast({{ field }} as {{ api.Column.translate_type('string') | lower }})))))
{%- endmacro %}


{#- A negative start counts from the end, and none at all would be the whole text. -#}
{% macro trino__right(string_text, length_expression) -%}
  case when {{ length_expression }} = 0
    then ''
    else substr({{ string_text }}, -1 * ({{ length_expression }}))
  end
{%- endmacro %}


{% macro trino__split_part(string_text, delimiter_text, part_number) -%}
  {%- if part_number >= 0 -%}
    {{ dbt.default__split_part(string_text, delimiter_text, part_number) }}
  {%- else -%}
    {{ dbt._split_part_negative(string_text, delimiter_text, part_number) }}
  {%- endif -%}
{%- endmacro %}
