{{ config(materialized='table', unlogged=true, grants={'select': ['reader', 'writer']}, pre_hook="select 1 as a; select 2 as b", enabled=(target.type=='postgres')) }}
select * from {{ source('raw', 'events') }}
