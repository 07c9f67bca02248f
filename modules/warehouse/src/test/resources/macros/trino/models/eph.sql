{{ config(materialized='ephemeral') }}
select id, kind from {{ source('raw', 'events') }}
