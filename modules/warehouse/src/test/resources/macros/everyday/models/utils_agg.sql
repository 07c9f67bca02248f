select
  {{ dbt.bool_or('active') }} as b,
  {{ dbt.any_value('1') }} as a,
  {{ dbt.listagg('name', "','", 'order by id') }} as l1,
  {{ dbt.listagg('name', "'|'", 'order by id', 2) }} as l2,
  {{ dbt.listagg('name') }} as l3,
  {{ dbt.listagg('name', "','", none, 1) }} as l4
from {{ ref('people') }}
