select trip_id
from {{ ref('stg_trips') }}
where ended_at < started_at
