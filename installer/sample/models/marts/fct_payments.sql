select
    p.payment_id,
    p.trip_id,
    t.rider_id,
    p.method,
    p.amount,
    p.status = 'settled' as is_settled
from {{ ref('stg_payments') }} as p
left join {{ ref('stg_trips') }} as t on t.trip_id = p.trip_id
