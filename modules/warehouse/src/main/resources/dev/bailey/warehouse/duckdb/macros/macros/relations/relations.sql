{% macro duckdb__drop_relation(relation) -%}
  {% call statement('drop_relation', auto_begin=False) -%}
    drop {{ relation.type }} if exists {{ relation }} cascade
  {%- endcall %}
{% endmacro %}


{% macro duckdb__rename_relation(from_relation, to_relation) -%}
  {% set target_name = adapter.quote_as_configured(to_relation.identifier, 'identifier') %}
  {% call statement('rename_relation') -%}
    alter {{ to_relation.type }} {{ from_relation }} rename to {{ target_name }}
  {%- endcall %}
{% endmacro %}


{#- A temporary table lives outside all schemas; the time in its name keeps two of one session apart. -#}
{% macro duckdb__make_temp_relation(base_relation, suffix) %}
  {%- set time = modules.datetime.datetime.now().strftime("%Y%m%d%H%M%S%f") -%}
  {%- set temp_relation = base_relation.incorporate(
        path={
          "identifier": base_relation.identifier ~ suffix ~ time,
          "schema": none,
          "database": none
        }
  ) -%}
  {{ return(temp_relation) }}
{% endmacro %}


{#- Where the rows of an incremental run wait. The name takes a batch's id, for a place that all sessions see. -#}
{% macro duckdb__dispatch_temporary_relation(target_relation, batch_id='') %}
  {{ return(make_temp_relation(target_relation)) }}
{% endmacro %}
