{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='happened_at', batch_size='month', begin='2026-10-01', unique_key='id', incremental_predicates=['id > 0']) }}
select id, kind, amount, happened_at from {{ ref('v_events') }}
