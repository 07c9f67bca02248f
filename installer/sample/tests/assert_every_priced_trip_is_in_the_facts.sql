select p.trip_id
from {{ ref('int_trips_priced') }} as p
left join {{ ref('fct_trips') }} as t on t.trip_id = p.trip_id
where t.trip_id is null
