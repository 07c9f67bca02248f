{{ config(tags=['x'], enabled=True) }} select 1 as a
