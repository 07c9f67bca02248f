select id, label
from {{ ref('my_first_model') }}
where id = 1
