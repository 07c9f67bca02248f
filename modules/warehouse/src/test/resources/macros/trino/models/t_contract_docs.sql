{{ config(materialized='table', persist_docs={'relation': true, 'columns': true}, properties={'format': "'ORC'"}) }}
select 1 as id
