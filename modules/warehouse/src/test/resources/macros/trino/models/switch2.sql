{{ config(materialized='view' if var('phase') == 1 else 'table') }}
select 1 as a
