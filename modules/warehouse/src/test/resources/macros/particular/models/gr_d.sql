{{ config(grants={'select': ['reader']}, enabled=(target.type=='duckdb')) }}
select 1 as a
