select
    t.trip_id,
    t.rider_id,
    t.price,
    coalesce(p.paid_amount, 0) as paid_amount
from {{ ref('fct_trips') }} as t
left join {{ ref('int_payments_by_trip') }} as p on p.trip_id = t.trip_id
where coalesce(p.paid_amount, 0) = 0
