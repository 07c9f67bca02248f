{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='id', post_hook="select 'post' as hook", on_schema_change='append_new_columns') }}
select id, kind from {{ source('raw', 'events') }}
