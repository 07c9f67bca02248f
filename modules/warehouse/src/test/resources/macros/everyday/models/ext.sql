{{ config(materialized='external', enabled=(target.type == 'duckdb'), location=env_var('FILES') ~ '/ext.parquet') }}
select id, name from {{ ref('people') }}
