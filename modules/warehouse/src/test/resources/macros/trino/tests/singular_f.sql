{{ config(severity='warn', store_failures=true) }}
select * from {{ ref('t_plain') }} where id > 0
