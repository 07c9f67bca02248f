{{ config(tags=['x', 'y'], materialized='view', meta={'k': ['v', True]}) }} select 1 as a
