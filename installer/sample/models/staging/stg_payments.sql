select
    id as payment_id,
    trip_id,
    method,
    {{ cents_to_units('amount_cents') }} as amount,
    status
from {{ source('rental', 'payments') }}
