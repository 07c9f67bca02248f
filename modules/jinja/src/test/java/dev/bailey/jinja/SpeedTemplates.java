package dev.bailey.jinja;

import java.util.ArrayList;
import java.util.List;

/// Models, macros and tests as a dbt project of some size has them; in words that Jinja2 and
/// minijinja understand, too.
final class SpeedTemplates {
  private SpeedTemplates() {}

  static List<String> all() {
    var all = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      all.add(staging(i));
      all.add(mart(i));
    }
    all.add(pivot());
    all.add(incremental());
    all.add(macros());
    all.add(dispatcher());
    return all;
  }

  private static String staging(int number) {
    return """
    {{ config(materialized='view', tags=['staging', 'daily']) }}

    {%% set amounts = ['price', 'tax', 'discount', 'shipping'] %%}
    with source as (
        select * from {{ source('shop', 'orders_%1$d') }}
    ),
    renamed as (
        select
            id as order_%1$d_id,
            customer_id,
            {%% for amount in amounts %%}
            {{ amount }} / 100.0 as {{ amount }}_usd{%% if not loop.last %%},{%% endif %%}
            {%% endfor %%},
            {# the time zone of the shop #}
            created_at as ordered_at
        from source
        {%% if target.name == 'dev' %%}
        where created_at >= current_date - {{ var('days', 30) }}
        {%% endif %%}
    )
    select * from renamed
    """
        .formatted(number);
  }

  private static String mart(int number) {
    return """
    {{ config(materialized='table', schema='marts') }}

    select
        o.order_%1$d_id,
        {%% for column in columns %%}
        {%% if column.type == 'text' %%}
        coalesce(o.{{ column.name }}, '') as {{ column.name | upper }},
        {%% else %%}
        sum(o.{{ column.name }}) as total_{{ column.name }},
        {%% endif %%}
        {%% endfor %%}
        count(*) as n
    from {{ ref('stg_orders_%1$d') }} as o
    left join {{ ref('customers') }} as c on c.id = o.customer_id
    group by {%% for i in range(1, 12) %%}{{ i }}{{ ', ' if not loop.last }}{%% endfor %%}
    """
        .formatted(number);
  }

  private static String pivot() {
    return """
    {% set statuses = ['placed', 'shipped', 'completed', 'returned', 'return_pending'] %}
    {% set totals = namespace(count=0) %}
    select
        customer_id,
    {%- for status in statuses %}
        {%- set totals.count = totals.count + 1 %}
        {%- for column in columns if column.type == 'number' %}
        sum(case when status = '{{ status }}' then {{ column.name }} end)
            as {{ status ~ '_' ~ column.name }}{{ "," }}
        {%- endfor %}
    {%- endfor %}
        {{ totals.count }} as statuses
    from {{ ref('orders') }}
    group by 1
    """;
  }

  private static String incremental() {
    return """
    {{ config(materialized='incremental', unique_key='id') }}
    {% set keys = columns | map(attribute='name') | list %}
    {% set text = columns | selectattr('type', 'eq', 'text') | map(attribute='name') | join(', ') %}
    select {{ keys | join(', ') }}, md5(concat({{ text }})) as digest
    from {{ ref('events') }}
    {% if is_incremental() %}
    where loaded_at > (select max(loaded_at) from {{ this }})
    {% endif %}
    {% for key in keys | sort(reverse=true) %}
    -- {{ loop.index }}: {{ key | replace('column', 'field') | title }} {{ key | default('none') }}
    {% endfor %}
    """;
  }

  private static String macros() {
    return """
    {% macro cents(column, precision=2) %}
        round({{ column }} / 100.0, {{ precision }})
    {% endmacro %}
    {% macro surrogate_key(fields) %}
        {%- set parts = [] -%}
        md5({% for field in fields %}coalesce(cast({{ field }} as varchar), '_null_')
        {%- if not loop.last %} || '-' || {% endif %}{% endfor %})
    {% endmacro %}
    {% macro union_all(names) %}
        {% for name in names %}
        select {{ surrogate_key(['id', name]) }} as key, {{ cents('amount') }} as amount,
            {{ cents('tax', precision=4) }} as tax
        from {{ ref(name) }}
        {% if not loop.last %}union all{% endif %}
        {% endfor %}
    {% endmacro %}
    {{ union_all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) }}
    """;
  }

  private static String dispatcher() {
    return """
    {% macro column_list(columns, prefix='', quoted=false) %}
        {%- for column in columns -%}
            {%- if quoted -%}"{{ prefix ~ column.name }}"{%- else -%}
            {{ prefix }}{{ column.name | lower | trim }}{%- endif -%}
            {{ ", " if not loop.last else "" }}
        {%- endfor -%}
    {% endmacro %}
    merge into {{ this }} as target using (
        select {{ column_list(columns) }} from {{ ref('updates') }}
    ) as source on {% for key in ['id', 'day'] %}target.{{ key }} = source.{{ key }}
        {%- if not loop.last %} and {% endif %}{% endfor %}
    when matched then update set
        {% for column in columns -%}
        {{ column.name }} = source.{{ column.name }}{% if not loop.last %}, {% endif %}
        {%- endfor %}
    when not matched then insert ({{ column_list(columns, quoted=true) }})
        values ({{ column_list(columns, prefix='source.') }})
    """;
  }
}
