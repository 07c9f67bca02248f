{{ config(persist_docs={'relation': true, 'columns': true}, post_hook="select 'post' as hook") }}
select 1 as id, 2 as "Odd"
