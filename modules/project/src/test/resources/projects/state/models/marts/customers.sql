select c.*, {{ function('area') }}(1, 2) as area, {{ helpers.shout('name') }} as loud
from {{ ref('stg_customers') }} c join {{ ref('countries') }} on c.country = code
