{% snapshot s_chk %}
{{ config(unique_key='id', strategy='check', check_cols=['kind', 'amount'], pre_hook=["select 'pre' as hook"], post_hook=["select 'post' as hook"]) }}
select * from {{ source("raw", "events") }}
{% endsnapshot %}
