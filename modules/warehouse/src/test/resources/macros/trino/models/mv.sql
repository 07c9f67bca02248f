{{ config(materialized='materialized_view', properties={'format': "'PARQUET'"}) }}
select id, kind from {{ ref('t_plain') }}
