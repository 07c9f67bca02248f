{{ config(persist_docs={'relation': true, 'columns': true}) }}
select 1 as id, cast('x' as varchar) as name
