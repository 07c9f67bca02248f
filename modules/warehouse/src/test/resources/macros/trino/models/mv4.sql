{{ config(materialized=('materialized_view' if var('phase') == 1 else 'view')) }}
select id, kind from {{ ref('t_plain') }}
