{{ config(materialized='view' if var('phase') == 1 else 'table', on_table_exists='replace') }}
select 1 as a
