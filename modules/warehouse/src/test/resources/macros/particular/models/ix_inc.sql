{{ config(materialized='incremental', unique_key='id', indexes=[{'columns': ['kind']}]) }}
select * from {{ source('raw', 'events') }}
