{% snapshot s_ts_inv %}
{{ config(unique_key='id', strategy='timestamp', updated_at='happened_at', hard_deletes='invalidate') }}
select * from {{ source("raw", "events") }}
{% endsnapshot %}
