select
  {{ dbt.bool_or('active') }} as b,
  {{ dbt.any_value('1') }} as a,
  {{ dbt.listagg('name', "','", 'order by id') }} as l1,
  {{ dbt.listagg('name') }} as l3
from {{ ref('people') }}
