select id, 1 as total from {{ ref('recent') }}
