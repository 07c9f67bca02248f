select
    id as station_id,
    name as station_name,
    district,
    docks,
    cast(opened_on as date) as opened_on
from {{ ref('stations') }}
