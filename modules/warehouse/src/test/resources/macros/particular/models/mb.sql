{{ config(materialized='incremental', enabled=(target.type == 'duckdb'), incremental_strategy='microbatch', event_time='happened_at', batch_size='day', begin='2026-11-24', incremental_predicates=['1 = 1']) }}
select * from {{ source('raw', 'events') }}
