{{ config(group='finance') }}
select * from {{ ref('dim_versions') }} union all select id, old_name from {{ ref('dim_versions', v=1) }}
union all select * from {{ ref('helper_model') }}
union all select * from {{ ref('helpers', 'helper_model') }}
