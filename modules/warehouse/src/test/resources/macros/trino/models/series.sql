select * from (
{{ dbt.generate_series(10) }}
) x
{{ dbt.except() }}
select 3
{{ dbt.intersect() }}
select 3
