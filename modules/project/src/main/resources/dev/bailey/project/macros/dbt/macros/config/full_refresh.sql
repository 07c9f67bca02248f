{% macro should_full_refresh() %}
  {% set configured = config.get('full_refresh') %}
  {% if configured is none %}
    {% do return(flags.FULL_REFRESH) %}
  {% endif %}
  {% do return(configured) %}
{% endmacro %}
