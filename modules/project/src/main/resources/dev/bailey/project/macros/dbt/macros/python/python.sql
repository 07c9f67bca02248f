{#- What is added to the text of a Python model, so that its `dbt` argument knows the project: the relations it names, its
    config, itself. A submitter (another process, another machine) runs the whole. -#}
{% macro py_script_postfix(model) %}
# This part is user provided model code
# you will need to copy the next section to run the code
# COMMAND ----------
# this part is dbt logic for get ref work, do not modify

{{ build_ref_function(model) }}
{{ build_source_function(model) }}
{{ build_config_dict(model) }}

class config:
    def __init__(self, *args, **kwargs):
        pass

    @staticmethod
    def get(key, default=None):
        return config_dict.get(key, default)

    @staticmethod
    def meta_get(key, default=None):
        return meta_dict.get(key, default)

class this:
    """dbt.this() or dbt.this.identifier"""
    database = "{{ this.database }}"
    schema = "{{ this.schema }}"
    identifier = "{{ this.identifier }}"
    {% set this_relation_name = resolve_model_name(this) %}
    def __repr__(self):
        return '{{ this_relation_name }}'


class dbtObj:
    def __init__(self, load_df_function) -> None:
        self.source = lambda *args: source(*args, dbt_load_df_function=load_df_function)
        self.ref = lambda *args, **kwargs: ref(*args, **kwargs, dbt_load_df_function=load_df_function)
        self.config = config
        self.this = this()
        self.is_incremental = {{ is_incremental() }}

# COMMAND ----------
{{ py_script_comment() }}
{% endmacro %}


{#- For an adapter to say how the text is run by hand. -#}
{% macro py_script_comment() %}
{% endmacro %}


{% macro resolve_model_name(input_model_name) %}
    {{ return(adapter.dispatch('resolve_model_name', 'dbt')(input_model_name)) }}
{% endmacro %}

{#- The name under which a Python session finds the relation. -#}
{%- macro default__resolve_model_name(input_model_name) -%}
    {{ input_model_name | string }}
{%- endmacro -%}


{% macro build_ref_function(model) %}
    {%- set ref_dict = {} -%}
    {%- for _ref in model.refs -%}
        {%- set named = [_ref.get('package'), _ref['name']] | select | list -%}
        {%- set version = _ref.get('version') -%}
        {#- `v` makes no difference to what is found, a number to a text would. -#}
        {%- set resolved = ref(*named, v=version) if version is not none else ref(*named) -%}
        {%- set key = named | join('.') ~ ('.v' ~ version if version is not none else '') -%}
        {#- Not bound to what `--empty` or `--sample` leave of it: Python asks for a table, not for a query. -#}
        {%- do ref_dict.update({key: resolve_model_name(resolved) | trim}) -%}
    {%- endfor -%}

def ref(*args, **kwargs):
    refs = {{ tojson(ref_dict) }}
    key = '.'.join(args)
    version = kwargs.get("v") or kwargs.get("version")
    if version:
        key += f".v{version}"
    dbt_load_df_function = kwargs.get("dbt_load_df_function")
    return dbt_load_df_function(refs[key])

{% endmacro %}


{% macro build_source_function(model) %}
    {%- set source_dict = {} -%}
    {%- for _source in model.sources -%}
        {%- do source_dict.update({_source | join('.'): resolve_model_name(source(*_source)) | trim}) -%}
    {%- endfor -%}

def source(*args, dbt_load_df_function):
    sources = {{ tojson(source_dict) }}
    key = '.'.join(args)
    return dbt_load_df_function(sources[key])

{% endmacro %}


{#- Only what the model asks for: the parser has noted its `dbt.config.get` calls, with their defaults. -#}
{% macro build_config_dict(model) %}
    {%- set config_dict = {} -%}
    {%- for key, default in zip(model.config.config_keys_used or [], model.config.config_keys_defaults or []) -%}
        {%- do config_dict.update({key: model.config.get(key, default)}) -%}
    {%- endfor -%}
    {%- set meta_dict = {} -%}
    {%- for key, default in zip(model.config.meta_keys_used or [], model.config.meta_keys_defaults or []) -%}
        {%- do meta_dict.update({key: (model.config.meta or {}).get(key, default)}) -%}
    {%- endfor -%}
config_dict = {{ config_dict }}
meta_dict = {{ meta_dict }}
{% endmacro %}
