{% snapshot s_ts %}
{{ config(unique_key='id', strategy='timestamp', updated_at='happened_at', target_schema='snaps') }}
select * from {{ source("raw", "events") }}
{% endsnapshot %}
