{{ config(materialized='table' if var('phase') == 1 else 'view') }}
select 1 as a
