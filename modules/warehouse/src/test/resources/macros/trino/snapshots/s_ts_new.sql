{% snapshot s_ts_new %}
{{ config(unique_key='id', strategy='timestamp', updated_at='happened_at', hard_deletes='new_record') }}
select * from {{ source("raw", "events") }}
{% endsnapshot %}
