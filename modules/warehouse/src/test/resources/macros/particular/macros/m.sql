{% macro nothing() %}{% endmacro %}
{% macro make_sources() %}
create schema if not exists raw;
drop table if exists raw.events cascade;
create table raw.events (id integer, kind varchar(20), amount numeric(10,2), happened_at timestamp);
insert into raw.events values (1, 'a', 1.50, '2026-11-24 10:00:00'), (2, 'b', 2.50, '2026-11-24 12:00:00'), (3, 'c', null, '2026-11-25 01:00:00')
{% if var('phase') >= 2 %}, (4, 'd', 9, '2026-11-25 01:00:00'){% endif %};
{% endmacro %}
