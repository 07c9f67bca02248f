{#- Where a model's file goes when its config doesn't say: the adapter's root, the model's name, the format's ending. -#}
{%- macro external_location(relation, config) -%}
  {%- set root = target.get('external_root') or '.' -%}
  {%- if config.get('options', {}).get('partition_by') is none -%}
    {%- set format = config.get('format', 'parquet') -%}
    {{- root }}/{{ relation.identifier }}.{{ format }}
  {%- else -%}
    {{- root }}/{{ relation.identifier }}
  {%- endif -%}
{%- endmacro -%}


{% macro location_exists(location) -%}
  {{ return((run_query("select count(*) from glob('" ~ location ~ "')").rows[0][0]) > 0) }}
{%- endmacro %}


{% macro write_to_file(relation, location, options) -%}
  {% call statement('write_to_file') -%}
    copy {{ relation }} to '{{ location }}' ({{ options }})
  {%- endcall %}
{%- endmacro %}


{#- Plugins are Python: this engine has none. -#}
{% macro store_relation(plugin, relation, location, format, config) -%}
  {% do exceptions.raise_compiler_error("The plugin '" ~ plugin ~ "' of the model " ~ relation ~ " cannot be used: plugins of DuckDB's adapter are Python packages") %}
{%- endmacro %}


{#- The options of `copy`, from the config's own and from its `options`. -#}
{% macro render_write_options(config) -%}
  {%- set options = config.get('options', {}) -%}
  {%- set known = options.keys() | map('lower') | list -%}
  {%- set rendered = [] -%}
  {%- set ending = (config.get('location') or '').split('.')[-1] | lower -%}
  {%- set format = config.get('format') or (ending if ending in ['parquet', 'csv', 'json'] else 'parquet') -%}
  {%- if 'format' not in known -%}
    {%- do rendered.append('format ' ~ format) -%}
  {%- endif -%}
  {%- if format == 'csv' -%}
    {%- if 'delimiter' not in known and config.get('delimiter') -%}
      {%- do rendered.append("delimiter '" ~ config.get('delimiter') ~ "'") -%}
    {%- endif -%}
    {%- if 'header' not in known -%}
      {%- do rendered.append('header 1') -%}
    {%- endif -%}
  {%- endif -%}
  {%- for name, value in options.items() -%}
    {%- set plain = value | string in ['true', 'false', 'True', 'False'] or value is number or (value | string).startswith('(') -%}
    {%- do rendered.append(name ~ ' ' ~ (value if plain or name | lower in ['format', 'codec', 'compression'] else "'" ~ value ~ "'")) -%}
  {%- endfor -%}
  {{ return(rendered | join(', ')) }}
{%- endmacro %}


{#- In another process's database the views over external files are missing: `on-run-start` makes them again. -#}
{%- macro register_upstream_external_models() -%}
  {%- if execute -%}
    {%- set selected = selected_resources | default([]) -%}
    {%- set upstream = {} -%}
    {%- for id in selected if id in graph.nodes -%}
      {%- for parent in graph.nodes[id].depends_on.nodes if parent in graph.nodes and parent not in selected -%}
        {%- set node = graph.nodes[parent] -%}
        {%- if node.resource_type == 'model' and node.config.materialized == 'external' -%}
          {%- do upstream.update({parent: node}) -%}
        {%- endif -%}
      {%- endfor -%}
    {%- endfor -%}
    {%- for node in upstream.values() -%}
      {%- set relation = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias, type='view') -%}
      {%- set location = node.config.get('location') or external_location(relation, node.config) -%}
      {%- do adapter.create_schema(relation) -%}
      {% call statement('register_' ~ node.name) -%}
        create or replace view {{ relation }} as (
          select * from {{ read_external_sql(location, node.config) }}
        );
      {%- endcall %}
    {%- endfor -%}
  {%- endif -%}
{%- endmacro -%}


{#- DuckDB's function that reads a file of this format back. -#}
{% macro read_external_sql(location, config) -%}
  {%- set ending = location.split('.')[-1] | lower -%}
  {%- set format = config.get('format') or (ending if ending in ['parquet', 'csv', 'json'] else 'parquet') -%}
  {%- set partitioned = (config.get('options') or {}).get('partition_by') is not none -%}
  {%- set place = location ~ '/*/*.' ~ format if partitioned else location -%}
  {%- if format == 'parquet' -%}
    read_parquet('{{ place }}', union_by_name=False)
  {%- elif format == 'csv' -%}
    read_csv('{{ place }}', auto_detect=True)
  {%- else -%}
    read_{{ format }}('{{ place }}', auto_detect=True)
  {%- endif -%}
{%- endmacro %}
