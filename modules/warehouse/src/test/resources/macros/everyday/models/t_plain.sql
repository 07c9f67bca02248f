{{ config(materialized='table', persist_docs={'relation': true, 'columns': true}, sql_header="select 1 as header;",
  pre_hook=["select 'pre' as hook", {"sql": "select 'pre_out' as hook", "transaction": false}],
  post_hook=[after_commit("select 'post_out' as hook"), "select 'post' as hook", before_begin("select 'bb' as hook")],
  indexes=([{'columns': ['id'], 'unique': true}, {'columns': ['id', 'v'], 'type': 'btree'}] if target.type == 'postgres' else [])) }}
select * from {{ source('raw', 'events') }}, (select 1 as v) x
