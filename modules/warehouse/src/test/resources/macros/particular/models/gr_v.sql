{{ config(materialized='view', grants={'select': ['reader'] if var('phase') == 1 else ['writer']}, enabled=(target.type=='postgres')) }}
select 1 as a
