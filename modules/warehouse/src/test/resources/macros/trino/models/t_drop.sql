{{ config(materialized='table', on_table_exists='drop') }}
select 1 as id
