{{ config(tags=['x'], meta={'k': 1}, enabled=true) }} select 1 as a
