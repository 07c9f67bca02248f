{{ config(tags=['a', 'everything'], meta={'owner': 'x', 'n': 1}, alias="orders_" ~ "staged", unique_key=['id','x']) }}
select * from {{ source('raw', 'orders') }} where d > '{{ var("start") }}'
limit {{ var('limit_rows') }}
