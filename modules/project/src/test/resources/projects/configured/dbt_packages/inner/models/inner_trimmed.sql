{{- config(tags=['x', 'y'], meta={'k': 'v'}) }} select 1 as a
