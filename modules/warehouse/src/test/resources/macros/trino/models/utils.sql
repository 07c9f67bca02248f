{{ config(materialized='table') }}
with d as (select id, name, joined, cast(joined as timestamp) as joined_at, active, score, note from {{ ref('people') }})
select
  id,
  {{ dbt.cast('id', api.Column.translate_type('string')) }} as c1,
  {{ dbt.cast_bool_to_text('active') }} as c2,
  {{ dbt.concat(['name', "'-'", 'note']) }} as c3,
  {{ dbt.date_trunc('month', 'joined') }} as c5,
  {{ dbt.dateadd('day', 1, 'joined_at') }} as c6,
  {{ dbt.dateadd(datepart='month', interval=-2, from_date_or_timestamp="joined_at") }} as c7,
  {% for p in ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] %}
  {{ dbt.datediff('joined_at', "cast('2026-06-07 08:09:10' as timestamp)", p) }} as dd_{{ p }},
  {% endfor %}
  {{ dbt.hash('name') }} as c9,
  {{ dbt.last_day('joined', 'month') }} as c10,
  {{ dbt.last_day('joined', 'quarter') }} as c11,
  {{ dbt.length('name') }} as c12,
  {{ dbt.string_literal('abc') }} as c13,
  {{ dbt.position("'n'", 'name') }} as c14,
  {{ dbt.replace('name', "'n'", "'m'") }} as c15,
  {{ dbt.right('name', 2) }} as c16,
  {{ dbt.safe_cast('name', 'integer') }} as c17,
  {{ dbt.split_part('name', "'n'", 1) }} as c18,
  {{ dbt.array_construct([1, 2, 3]) }} as c20,
  {{ dbt.array_append(dbt.array_construct([1, 2]), 3) }} as c21,
  {{ dbt.array_concat(dbt.array_construct([1]), dbt.array_construct([2])) }} as c22,
  cast(id as {{ dbt.type_string() }}) as t1, cast(joined as {{ dbt.type_timestamp() }}) as t2,
  cast(id as {{ dbt.type_float() }}) as t3, cast(id as {{ dbt.type_numeric() }}) as t4, cast(id as {{ dbt.type_bigint() }}) as t5,
  cast(id as {{ dbt.type_int() }}) as t6, cast(active as {{ dbt.type_boolean() }}) as t7,
  {{ dbt.current_timestamp() }} is not null as c25
from d
