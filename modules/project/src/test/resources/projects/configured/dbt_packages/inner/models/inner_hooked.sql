{{ config(tags=['x'], pre_hook='select 1') }} select 1 as a
