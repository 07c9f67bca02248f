{#- DuckDB renames no table that a foreign key points at, and a rebuilt table takes its old one's place by renaming. So the
    tables that point at it step aside meanwhile: their rows are kept under another name, without the foreign key. -#}
{% macro drop_foreign_key_dependents(relation) %}
  {%- set sql -%}
    with recursive fks as (
      select table_name, referenced_table
      from duckdb_constraints()
      where constraint_type = 'FOREIGN KEY'
        and lower(database_name) = lower('{{ relation.database }}')
        and lower(schema_name) = lower('{{ relation.schema }}')
        and lower(table_name) <> lower(referenced_table)
    ),
    dependents(table_name, depth) as (
      select table_name, 1
      from fks
      where lower(referenced_table) = lower('{{ relation.identifier }}')
      union
      select fks.table_name, dependents.depth + 1
      from fks
      join dependents on lower(fks.referenced_table) = lower(dependents.table_name)
    )
    select d.table_name, d.depth, f.referenced_table
    from (select table_name, max(depth) as depth from dependents group by table_name) d
    join fks f on f.table_name = d.table_name
    order by d.depth desc, d.table_name, f.referenced_table
  {%- endset -%}

  {%- set dropped = [] -%}
  {%- for name in run_query(sql).columns[0].values() | unique -%}
    {%- set dependent = relation.incorporate(path={"identifier": name}, type='table') -%}
    {%- set kept = make_backup_relation(dependent, 'table', suffix='__dbt_fk_backup') -%}
    {%- do log('Dropping ' ~ dependent ~ ' because it references ' ~ relation ~ ' through a foreign key; it is rebuilt later in this run', info=true) -%}
    {%- call statement('drop_foreign_key_backup') -%}
      drop table if exists {{ kept }} cascade
    {%- endcall -%}
    {%- call statement('keep_foreign_key_dependent') -%}
      create table {{ kept }} as select * from {{ dependent }}
    {%- endcall -%}
    {%- do adapter.drop_relation(dependent) -%}
    {%- do dropped.append({'relation': dependent, 'kept': kept}) -%}
  {%- endfor -%}
  {{ return(dropped) }}
{% endmacro %}


{#- The rows come back; the constraints come with the dependent's own next build. -#}
{% macro restore_foreign_key_dependents(dropped) %}
  {%- for one in dropped | reverse -%}
    {%- do log('Restoring data for ' ~ one.relation ~ '; its constraints are rebuilt later in this run', info=true) -%}
    {%- do adapter.rename_relation(one.kept, one.relation) -%}
  {%- endfor -%}
{% endmacro %}


{#- The constraints that the model's contract asks for. -#}
{% macro enforced_constraint_types() %}
  {%- set types = [] -%}
  {%- if config.get('contract') and config.get('contract').enforced -%}
    {%- for constraint in model.get('constraints', []) -%}
      {%- do types.append(constraint.type | string) -%}
    {%- endfor -%}
    {%- for column in model.get('columns', {}).values() -%}
      {%- for constraint in column.get('constraints', []) -%}
        {%- do types.append(constraint.type | string) -%}
      {%- endfor -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(types) }}
{% endmacro %}


{#- The constraints that the table has as it stands. -#}
{% macro existing_constraint_types(relation) %}
  {%- set sql -%}
    select distinct constraint_type
    from duckdb_constraints()
    where lower(database_name) = lower('{{ relation.database }}')
      and lower(schema_name) = lower('{{ relation.schema }}')
      and lower(table_name) = lower('{{ relation.identifier }}')
  {%- endset -%}
  {{ return(run_query(sql).columns[0].values() | list) }}
{% endmacro %}


{% macro has_foreign_key_constraints(relation=none) %}
  {%- if 'foreign_key' in enforced_constraint_types() -%}
    {{ return(true) }}
  {%- endif -%}
  {{ return(relation is not none and 'FOREIGN KEY' in existing_constraint_types(relation)) }}
{% endmacro %}


{#- Only a key can be pointed at; the question to the database is spared for all other tables. -#}
{% macro may_be_foreign_key_target(relation=none) %}
  {%- set types = enforced_constraint_types() -%}
  {{ return(relation is not none and relation.is_table and ('primary_key' in types or 'unique' in types)) }}
{% endmacro %}


{% macro drop_relation_for_rebuild(relation) %}
  {%- if relation is none -%}
    {{ return([]) }}
  {%- endif -%}
  {%- set dropped = drop_foreign_key_dependents(relation) if may_be_foreign_key_target(relation) else [] -%}
  {%- do adapter.drop_relation(relation) -%}
  {{ return(dropped) }}
{% endmacro %}
