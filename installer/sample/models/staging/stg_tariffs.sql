select
    code as tariff_code,
    name as tariff_name,
    unlock_fee,
    price_per_minute
from {{ ref('tariffs') }}
