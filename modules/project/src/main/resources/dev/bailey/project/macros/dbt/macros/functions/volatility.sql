{% macro scalar_function_volatility_sql() %}
  {{ return(adapter.dispatch('scalar_function_volatility_sql', 'dbt')()) }}
{% endmacro %}


{#- dbt's three words, in SQL's. -#}
{% macro default__scalar_function_volatility_sql() %}
  {% set volatility = model.config.get('volatility') %}
  {% if volatility == 'deterministic' %}
    IMMUTABLE
  {% elif volatility == 'stable' %}
    STABLE
  {% elif volatility == 'non-deterministic' %}
    VOLATILE
  {% elif volatility != none %}
    {% do unsupported_volatility_warning(volatility) %}
  {% endif %}
  {#- Nothing said: the warehouse's own default. -#}
{% endmacro %}


{% macro scalar_function_volatility_javascript() %}
  {{ return(adapter.dispatch('scalar_function_volatility_javascript', 'dbt')()) }}
{% endmacro %}


{% macro default__scalar_function_volatility_javascript() %}
  {% set volatility = model.config.get('volatility') %}
  {% if volatility != none %}
    {% do unsupported_volatility_warning(volatility) %}
  {% endif %}
{% endmacro %}


{% macro get_aggregate_function_volatility_specifier() %}
  {{ return(adapter.dispatch('get_aggregate_function_volatility_specifier', 'dbt')()) }}
{% endmacro %}


{% macro default__get_aggregate_function_volatility_specifier() %}
  {{ scalar_function_volatility_sql() }}
{% endmacro %}


{% macro unsupported_volatility_warning(volatility) %}
  {{ return(adapter.dispatch('unsupported_volatility_warning', 'dbt')(volatility)) }}
{% endmacro %}


{% macro default__unsupported_volatility_warning(volatility) %}
  {% set msg = "Found `" ~ volatility ~ "` volatility specified on function `" ~ model.name ~ "`. This volatility is not supported by " ~ adapter.type() ~ ", and will be ignored" %}
  {% do exceptions.warn(msg) %}
{% endmacro %}
