{{ config(materialized='table') }}
select * from {{ ref('eph') }}
