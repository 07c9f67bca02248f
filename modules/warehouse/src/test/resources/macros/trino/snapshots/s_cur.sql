{% snapshot s_cur %}
{{ config(unique_key='id', strategy='timestamp', updated_at='happened_at', dbt_valid_to_current="cast('9999-12-31' as timestamp(6))", hard_deletes='invalidate') }}
select * from {{ source("raw", "events") }}
{% endsnapshot %}
