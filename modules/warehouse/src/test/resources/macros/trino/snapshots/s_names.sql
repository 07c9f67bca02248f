{% snapshot s_names %}
{{ config(unique_key='id', strategy='check', check_cols=['kind'], updated_at='happened_at', snapshot_meta_column_names={'dbt_valid_from': 'vf', 'dbt_valid_to': 'vt', 'dbt_scd_id': 'sid', 'dbt_updated_at': 'ua'}) }}
select * from {{ source("raw", "events") }}
{% endsnapshot %}
