{% macro trino__get_drop_sql(relation) %}
  drop {{ relation.type | replace('_', ' ') }} if exists {{ relation }}
{% endmacro %}


{% macro trino__rename_relation(from_relation, to_relation) -%}
  {% call statement('rename_relation') -%}
    alter {{ from_relation.type | replace('_', ' ') }} {{ from_relation }} rename to {{ to_relation }}
  {%- endcall %}
{% endmacro %}
