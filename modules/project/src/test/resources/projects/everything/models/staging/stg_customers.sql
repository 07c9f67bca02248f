{{
  config(
    materialized = 'ephemeral'
  )
}}

select id, {{ helpers.shout('name') }} as name from {{ source('raw', 'customers') }}
