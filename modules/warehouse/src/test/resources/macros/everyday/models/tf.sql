{{ config(materialized='table_function', enabled=(target.type == 'duckdb'), parameters=['lo', 'hi']) }}
select id, name from {{ ref('people') }} where id between lo and hi
