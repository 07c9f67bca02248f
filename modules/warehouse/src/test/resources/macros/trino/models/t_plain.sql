{{ config(materialized='table', persist_docs={'relation': true, 'columns': true}, pre_hook=["select 'pre' as hook"], post_hook=["select 'post' as hook"]) }}
select * from {{ source('raw', 'events') }}, (select 1 as v) x
