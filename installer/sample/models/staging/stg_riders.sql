select
    id as rider_id,
    lower(email) as email,
    {{ blank_to_null('full_name') }} as full_name,
    tariff as tariff_code,
    registered_at
from {{ source('rental', 'riders') }}
