{{ config(materialized=('materialized_view' if var('phase') >= 2 else 'table'), pre_hook=["select 'pre' as hook"], post_hook=["select 'post' as hook"]) }}
select id, kind from {{ ref('t_plain') }}
