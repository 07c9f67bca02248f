{{ config(tags=['people'], meta={'owner': env_var('OWNER', 'nobody')}) }}
select id, name, country from {{ source('raw', 'customers') }}
