{{ config(tags=['x', 'y'], materialized='view', meta={'k': 'v'}) }} select 1 as a
