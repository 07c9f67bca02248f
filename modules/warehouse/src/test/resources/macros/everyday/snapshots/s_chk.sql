{% snapshot s_chk %}
{{ config(unique_key='id', strategy='check', check_cols=['kind', 'amount']) }}
select * from {{ source('raw', 'events') }}
{% endsnapshot %}
