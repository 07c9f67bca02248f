{#- The rows are arithmetic over a row number: the same on every warehouse and on every run. -#}
{% macro create_operational_tables() %}
  create schema if not exists rental;

  create table if not exists rental.riders as
    select
      g as id,
      'rider-' || cast(g as varchar) || '@example.com' as email,
      case when g % 9 = 0 then '  ' else 'Rider ' || cast(g as varchar) end as full_name,
      case g % 3 when 0 then 'day_pass' when 1 then 'member' else 'guest' end as tariff,
      cast('{{ var("first_day") }}' as timestamp) + g * interval '5 hours' as registered_at,
      cast('{{ var("first_day") }}' as timestamp) + interval '60 days' as synced_at
    from generate_series(1, 60) as t(g);

  create table if not exists rental.bikes as
    select
      g as id,
      g % 6 + 1 as model_id,
      case when g % 11 = 0 then 'repair' else 'ready' end as status,
      cast('{{ var("first_day") }}' as timestamp) + interval '60 days' as synced_at
    from generate_series(1, 40) as t(g);

  create table if not exists rental.trips as
    select
      g as id,
      g * 7 % 60 + 1 as rider_id,
      g * 13 % 40 + 1 as bike_id,
      g * 3 % 12 + 1 as start_station_id,
      g * 5 % 12 + 1 as end_station_id,
      cast('{{ var("first_day") }}' as timestamp) + interval '10 days' + g * interval '37 minutes' as started_at,
      case when g % 41 = 0 then null
           else cast('{{ var("first_day") }}' as timestamp) + interval '10 days' + g * interval '37 minutes'
                + (g * 17 % 55 + 3) * interval '1 minute' end as ended_at,
      cast('{{ var("first_day") }}' as timestamp) + interval '60 days' as synced_at
    from generate_series(1, 500) as t(g);

  create table if not exists rental.payments as
    select
      g as id,
      g as trip_id,
      case g % 4 when 0 then 'card' when 1 then 'wallet' when 2 then 'invoice' else 'card' end as method,
      (g * 17 % 55 + 3) * 25 + 100 as amount_cents,
      case when g % 29 = 0 then 'failed' else 'settled' end as status,
      cast('{{ var("first_day") }}' as timestamp) + interval '60 days' as synced_at
    from generate_series(1, 500) as t(g)
    where g % 41 <> 0;
{% endmacro %}
