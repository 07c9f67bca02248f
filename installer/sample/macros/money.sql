{% macro cents_to_units(column_name, scale=none) -%}
  {{ return(adapter.dispatch('cents_to_units', 'spokes')(column_name, scale or var('currency_scale'))) }}
{%- endmacro %}

{% macro default__cents_to_units(column_name, scale) -%}
  round(cast({{ column_name }} as numeric(18, 4)) / 100, {{ scale }})
{%- endmacro %}

{% macro postgres__cents_to_units(column_name, scale) -%}
  round(({{ column_name }})::numeric / 100, {{ scale }})
{%- endmacro %}
