{{ config(materialized='table') }}
select 1 as parent_id -- {{ ref('parent') }}
