select 1 as id, cast('x' as {{ dbt.type_string() }}) as name
