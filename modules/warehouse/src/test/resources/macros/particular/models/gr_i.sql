{{ config(materialized='incremental', unique_key='id', grants={'select': ['reader'] if var('phase') == 1 else ['writer']}, enabled=(target.type=='postgres')) }}
select * from {{ source('raw', 'events') }}
