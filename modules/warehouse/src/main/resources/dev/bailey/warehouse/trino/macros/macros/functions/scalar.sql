{#- A function's schema is the catalog's own, where the connector keeps functions at all. -#}
{% macro trino__scalar_function_create_replace_signature_sql(target_relation) %}
  CREATE OR REPLACE FUNCTION {{ target_relation.render() }} ({{ formatted_scalar_function_args_sql() }})
  RETURNS {{ model.returns.data_type }}
  {{ scalar_function_volatility_sql() }}
{% endmacro %}


{#- An expression, or a block of statements. -#}
{% macro trino__scalar_function_body_sql() %}
  {%- set body = model.compiled_code | trim -%}
  {{ body if modules.re.match('(?i)begin\\b', body) else 'RETURN ' ~ body }}
{% endmacro %}


{#- Trino knows two of dbt's three words. -#}
{% macro trino__scalar_function_volatility_sql() %}
  {% set volatility = model.config.get('volatility') %}
  {% if volatility == 'deterministic' %}
    DETERMINISTIC
  {% elif volatility == 'non-deterministic' %}
    NOT DETERMINISTIC
  {% elif volatility != none %}
    {% do unsupported_volatility_warning(volatility) %}
  {% endif %}
{% endmacro %}
