{{ config(materialized='view' if var('phase') == 1 else 'incremental') }}
select 1 as a
