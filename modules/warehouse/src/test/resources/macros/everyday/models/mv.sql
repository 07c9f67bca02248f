{{ config(materialized='materialized_view', enabled=(target.type == 'postgres'), indexes=([{'columns': ['id'], 'unique': true}] if var('phase') == 1 else [{'columns': ['kind']}]), on_configuration_change=var('occ', 'apply')) }}
select id, kind from {{ ref('t_plain') }}
