{% macro trino__alter_relation_comment(relation, relation_comment) -%}
  comment on {{ relation.type }} {{ relation }} is '{{ relation_comment | replace("'", "''") }}';
{%- endmacro %}


{#- A column without a description loses the comment that it may have had. -#}
{% macro trino__alter_column_comment(relation, column_dict) -%}
  {%- for name, column in column_dict.items() -%}
    {%- set comment = column['description'] -%}
    comment on column {{ relation }}.{{ adapter.quote(name) if column['quote'] else name }} is
      {%- if comment %} '{{ comment | replace("'", "''") }}' {%- else %} null {%- endif %};
  {% endfor -%}
{%- endmacro %}


{#- The comment of a materialized view comes with it and is never changed: there is no statement for that. -#}
{% macro trino__persist_docs(relation, model, for_relation, for_columns) -%}
  {% if for_relation and config.persist_relation_docs() and model.description and not relation.is_materialized_view %}
    {% do run_query(alter_relation_comment(relation, model.description)) %}
  {% endif %}
  {% if for_columns and config.persist_column_docs() and model.columns %}
    {% set existing = adapter.get_columns_in_relation(relation) | map(attribute="name") | list %}
    {% set sql = alter_column_comment(relation, validate_doc_columns(relation, model.columns, existing)) %}
    {% if sql | trim %}
      {% do run_query(sql) %}
    {% endif %}
  {% endif %}
{% endmacro %}


{#- The documented columns that exist, under the lower-case names that Trino gives all columns; a word of warning about those
    that do not. -#}
{% macro validate_doc_columns(relation, column_dict, existing_column_names) %}
  {% set existing = existing_column_names | map('lower') | list %}
  {% set found = {} %}
  {% set missing = [] %}
  {% for name, column in column_dict.items() %}
    {% if name | lower in existing %}
      {% do found.update({name | lower: column}) %}
    {% else %}
      {% do missing.append(name) %}
    {% endif %}
  {% endfor %}
  {% if missing %}
    {% do exceptions.warn(
        "In relation " ~ relation.render() ~ ": The following columns are specified in the schema but are not present in the database: "
        ~ missing | join(', ')
    ) %}
  {% endif %}
  {{ return(found) }}
{% endmacro %}
