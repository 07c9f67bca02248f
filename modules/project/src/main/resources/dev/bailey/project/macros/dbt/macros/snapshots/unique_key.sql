{#- A unique key is one expression or a list of them; each has a column of its own in the staging table. -#}
{% macro unique_key_fields(unique_key) %}
  {% if unique_key | is_list %}
    {% for key in unique_key %}
      {{ key }} as dbt_unique_key_{{ loop.index }}
      {%- if not loop.last %} , {%- endif %}
    {% endfor %}
  {% else %}
    {{ unique_key }} as dbt_unique_key
  {% endif %}
{% endmacro %}


{% macro unique_key_join_on(unique_key, identifier, from_identifier) %}
  {% if unique_key | is_list %}
    {% for key in unique_key %}
      {% set source_unique_key = (identifier ~ ".dbt_unique_key_" ~ loop.index) | trim %}
      {% set target_unique_key = (from_identifier ~ ".dbt_unique_key_" ~ loop.index) | trim %}
      {{ equals(source_unique_key, target_unique_key) }}
      {%- if not loop.last %} and {%- endif %}
    {% endfor %}
  {% else %}
    {{ identifier }}.dbt_unique_key = {{ from_identifier }}.dbt_unique_key
  {% endif %}
{% endmacro %}


{% macro unique_key_is_null(unique_key, identifier) %}
  {% if unique_key | is_list %}
    {{ identifier }}.dbt_unique_key_1 is null
  {% else %}
    {{ identifier }}.dbt_unique_key is null
  {% endif %}
{% endmacro %}


{% macro unique_key_is_not_null(unique_key, identifier) %}
  {% if unique_key | is_list %}
    {{ identifier }}.dbt_unique_key_1 is not null
  {% else %}
    {{ identifier }}.dbt_unique_key is not null
  {% endif %}
{% endmacro %}
