{{ config(schema='infile', meta={'in': 'file'}) }}
select 1 as id, '{{ var("color") }}' as c, {{ var('size') }} as s, {{ overridden() }} as o
