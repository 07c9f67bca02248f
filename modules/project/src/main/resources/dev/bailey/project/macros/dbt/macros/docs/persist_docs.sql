{% macro persist_docs(relation, model, for_relation=true, for_columns=true) -%}
  {{ return(adapter.dispatch('persist_docs', 'dbt')(relation, model, for_relation, for_columns)) }}
{% endmacro %}

{% macro default__persist_docs(relation, model, for_relation, for_columns) -%}
  {% if for_relation and config.persist_relation_docs() and model.description %}
    {% do run_query(alter_relation_comment(relation, model.description)) %}
  {% endif %}
  {% if for_columns and config.persist_column_docs() and model.columns %}
    {% set existing = adapter.get_columns_in_relation(relation) | map(attribute="name") | list %}
    {% set documented = validate_doc_columns(relation, model.columns, existing) %}
    {% set alter_comment_sql = alter_column_comment(relation, documented) %}
    {% if alter_comment_sql and alter_comment_sql | trim | length > 0 %}
      {% do run_query(alter_comment_sql) %}
    {% endif %}
  {% endif %}
{% endmacro %}


{#- The documented columns that exist; a word of warning about those that do not. -#}
{% macro validate_doc_columns(relation, column_dict, existing_column_names) %}
  {% set existing = existing_column_names | map('lower') | list %}
  {% set found = {} %}
  {% set missing = [] %}
  {% for name in column_dict %}
    {% set column = column_dict[name] %}
    {% if name in existing_column_names or (not column['quote'] and name | lower in existing) %}
      {% do found.update({name: column}) %}
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
