{{ config(materialized='table', on_table_exists='explode') }}
select 1 as a
