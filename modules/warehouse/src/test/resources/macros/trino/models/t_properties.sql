{{ config(materialized='table', properties={"format": "'ORC'"}) }}
select 1 as id, 2 as n
