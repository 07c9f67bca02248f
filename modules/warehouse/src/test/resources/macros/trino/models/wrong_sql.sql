
select nothing from {{ ref('t_plain') }}
