{{ config(materialized='external', enabled=(target.type == 'duckdb'), location=env_var('FILES') ~ '/ext.csv', format='csv', delimiter='|') }}
select id, name from {{ ref('ext') }}
