{{ config(materialized='table', sql_header="-- a header") }}
select 1 as id
