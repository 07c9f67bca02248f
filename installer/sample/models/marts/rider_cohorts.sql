select
    r.first_trip_on as cohort_day,
    count(distinct r.rider_id) as riders,
    count(t.trip_id) as trips,
    {% for tariff in ['guest', 'day_pass', 'member'] %}
    sum(case when t.tariff_code = '{{ tariff }}' then t.price else 0 end) as {{ tariff }}_revenue
    {%- if not loop.last %},{% endif %}
    {% endfor %}
from {{ ref('dim_riders') }} as r
left join {{ ref('fct_trips') }} as t on t.rider_id = r.rider_id
where r.first_trip_on is not null
group by r.first_trip_on
