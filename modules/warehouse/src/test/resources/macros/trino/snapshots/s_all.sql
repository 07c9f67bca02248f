{% snapshot s_all %}
{{ config(unique_key='id', strategy='check', check_cols='all', hard_deletes='invalidate') }}
select * from {{ source("raw", "events") }}
{% endsnapshot %}
