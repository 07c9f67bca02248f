{{ config(tags='y') }} select 1 as a
