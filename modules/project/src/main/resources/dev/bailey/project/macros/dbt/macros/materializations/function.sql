{#- A user-defined function. Which macro writes it follows from its type and its language. -#}
{% materialization function, default, supported_languages=['sql', 'python', 'javascript'] %}
  {% set existing_relation = load_cached_relation(this) %}
  {% set target_relation = this.incorporate(type=this.Function) %}

  {{ run_hooks(pre_hooks) }}

  {% set function_config = this.get_function_config(model) %}
  {% set macro_name = this.get_function_macro_name(function_config) %}
  {#- By another name, so that the parser doesn't look for a macro whose name only the run knows. -#}
  {% set dispatch = adapter.dispatch %}
  {% set build_sql = dispatch(macro_name, 'dbt')(target_relation) %}

  {{ function_execute_build_sql(build_sql, existing_relation, target_relation) }}
  {{ run_hooks(post_hooks) }}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
