{% snapshot bike_status %}
{{
    config(
        unique_key='bike_id',
        strategy='check',
        check_cols=['status', 'model_name']
    )
}}
select bike_id, model_name, status from {{ ref('stg_bikes') }}
{% endsnapshot %}
