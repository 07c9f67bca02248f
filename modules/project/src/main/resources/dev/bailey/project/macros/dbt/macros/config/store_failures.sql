{% macro should_store_failures() %}
  {% set configured = config.get('store_failures') %}
  {% if configured is none %}
    {% do return(flags.STORE_FAILURES) %}
  {% endif %}
  {% do return(configured) %}
{% endmacro %}
