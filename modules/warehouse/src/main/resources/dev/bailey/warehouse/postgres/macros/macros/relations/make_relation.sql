{#- PostgreSQL cuts a name at 63 bytes without a word, so that two names could become one: ours is cut in front of the
    suffix that makes it differ. -#}
{% macro postgres__make_relation_with_suffix(base_relation, suffix, dstring) %}
  {% if dstring %}
    {% set time = modules.datetime.datetime.now().strftime("%H%M%S%f") %}
    {% set suffix = suffix ~ time %}
  {% endif %}
  {% set suffix_length = suffix | length %}
  {% set longest = base_relation.relation_max_name_length() %}
  {% if suffix_length > longest %}
    {% do exceptions.raise_compiler_error('Relation suffix is too long (' ~ suffix_length ~ ' characters). Maximum length is ' ~ longest ~ ' characters.') %}
  {% endif %}
  {% set identifier = base_relation.identifier[:longest - suffix_length] ~ suffix %}
  {{ return(base_relation.incorporate(path={"identifier": identifier})) }}
{% endmacro %}


{% macro postgres__make_intermediate_relation(base_relation, suffix) %}
  {{ return(postgres__make_relation_with_suffix(base_relation, suffix, dstring=False)) }}
{% endmacro %}


{#- A temporary table lives outside all schemas; the time in its name keeps two of one session apart. -#}
{% macro postgres__make_temp_relation(base_relation, suffix) %}
  {% set temp_relation = postgres__make_relation_with_suffix(base_relation, suffix, dstring=True) %}
  {{ return(temp_relation.incorporate(path={"schema": none, "database": none})) }}
{% endmacro %}


{% macro postgres__make_backup_relation(base_relation, backup_relation_type, suffix) %}
  {% set backup_relation = postgres__make_relation_with_suffix(base_relation, suffix, dstring=False) %}
  {{ return(backup_relation.incorporate(type=backup_relation_type)) }}
{% endmacro %}
