select id, name, loud from {{ ref('customers') }}
