{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='happened_at', batch_size='day', begin='2026-11-23', lookback=1, unique_key=('id' if target.type == 'postgres' else none)) }}
select id, kind, amount, happened_at from {{ ref('v_events') }}
