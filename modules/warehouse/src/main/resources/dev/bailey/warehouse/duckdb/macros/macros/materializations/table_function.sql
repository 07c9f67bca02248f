{#- A view with parameters: `select * from {{ ref('x') }}(1, 2)`. -#}
{% materialization table_function, adapter='duckdb' %}
  {%- set target_relation = this.incorporate(type='view') -%}
  {%- set raw_parameters = config.get('parameters') -%}
  {%- set parameters = raw_parameters if raw_parameters is string else (raw_parameters or []) | join(', ') -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {% call statement('main') -%}
      create or replace function {{ target_relation }}(
          {{ parameters }}
      ) as table (
        {{ sql }});
  {%- endcall %}

  {{ run_hooks(post_hooks, inside_transaction=True) }}

  {{ adapter.commit() }}

  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
