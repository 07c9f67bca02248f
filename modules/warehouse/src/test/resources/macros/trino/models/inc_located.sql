{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='id', properties={'location': "'local:///located/'"}) }}
select id, kind from {{ source('raw', 'events') }}
