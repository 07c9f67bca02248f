{% snapshot s_multi %}
{{ config(unique_key=['id', 'kind'], strategy='check', check_cols=['amount'], hard_deletes='new_record') }}
select * from {{ source("raw", "events") }}
{% endsnapshot %}
