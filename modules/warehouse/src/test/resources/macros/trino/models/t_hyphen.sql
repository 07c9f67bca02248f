{{ config(materialized='table', alias='t-hyphen', on_table_exists='rename') }}
select 1 as id
