{{ config(severity='error', fail_calc='sum(x)', tags=['single']) }}
select 1 as x from {{ ref('fct_orders') }} where false
