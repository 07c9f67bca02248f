select
    b.id as bike_id,
    m.name as model_name,
    m.electric as is_electric,
    b.status
from {{ source('rental', 'bikes') }} as b
left join {{ ref('bike_models') }} as m on m.id = b.model_id
