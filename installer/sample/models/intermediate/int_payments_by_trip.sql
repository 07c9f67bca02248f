{%- set methods = payment_methods() -%}

select
    trip_id,
    {% for method in methods -%}
    sum(case when method = '{{ method }}' and status = 'settled' then amount else 0 end) as {{ method }}_amount,
    {% endfor -%}
    sum(case when status = 'settled' then amount else 0 end) as paid_amount,
    count(*) as attempts
from {{ ref('stg_payments') }}
group by trip_id
