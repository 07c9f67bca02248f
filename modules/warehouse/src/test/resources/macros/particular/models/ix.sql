{{ config(materialized='table', indexes=[{'columns': ['id'], 'unique': true}, {'columns': ['id', 'kind']}]) }}
select * from {{ source('raw', 'events') }}
