{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='happened_at', batch_size='day', begin='2026-11-28', lookback=1) }}
select id, kind, amount, happened_at from {{ ref('v_events') }}
