{#- What stands after `with`: the connector's own settings of a table. A table that lives for a moment has its files beside
    those of the one that stays. -#}
{% macro properties(temporary=False) %}
  {%- set given = config.get('properties') -%}
  {%- set said = [] -%}
  {%- for name, value in (given or {}).items() -%}
    {%- set beside = temporary and name == 'location' -%}
    {%- do said.append(name ~ ' = ' ~ (value[:-1] ~ "__dbt_tmp'" if beside else value)) -%}
  {%- endfor -%}
  {%- if said %}
    WITH (
      {{ said | join(',\n      ') }}
    )
  {%- endif -%}
{%- endmacro %}


{#- The comment goes along, where documentation is kept in the warehouse at all. -#}
{% macro comment(comment) %}
  {%- if config.persist_relation_docs() and comment -%}
    comment '{{ comment | replace("'", "''") }}'
  {%- endif -%}
{%- endmacro %}


{#- @on_exists: `replace` or `skip`, where the one statement sees to a table that is there already -#}
{% macro trino__create_table_as(temporary, relation, sql, on_exists=None) -%}
  {%- set create = {'replace': 'create or replace table', 'skip': 'create table if not exists'}.get(on_exists, 'create table') -%}
  {%- set contract_config = config.get('contract') -%}
  {%- if contract_config.enforced %}
    {{ create }} {{ relation }}
      {{ get_table_columns_and_constraints() }}
      {{ get_assert_columns_equivalent(sql) }}
      {{ comment(model.description) }}
      {{ properties(temporary) }}
    ;

    insert into {{ relation }}
      (
        {{ get_select_subquery(sql) }}
      )
    ;
  {%- else %}
    {{ create }} {{ relation }}
      {{ comment(model.description) }}
      {{ properties(temporary) }}
    as (
      {{ sql }}
    );
  {%- endif %}
{%- endmacro %}
