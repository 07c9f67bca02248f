
select id, kind from {{ ref('t_plain') }}
