{% macro make_events() %}
create table lake.raw.events as
select * from (values
{% if var('phase') == 1 %}
  (1, cast('a' as varchar), cast(1.50 as decimal(10,2)), timestamp '2026-01-01 10:00:00.000000', timestamp '2026-01-01 10:00:00.000000'),
  (2, 'b', 2.50, timestamp '2026-01-02 10:00:00.000000', timestamp '2026-01-01 10:00:00.000000'),
{% else %}
  (2, cast('B' as varchar), cast(2.50 as decimal(10,2)), timestamp '2026-01-05 00:00:00.000000', timestamp '2026-01-01 10:00:00.000000'),
  (4, 'd', 9, timestamp '2026-01-04 01:00:00.000000', timestamp '2026-01-01 10:00:00.000000'),
{% endif %}
  (3, 'it''s', null, timestamp '2026-01-03 10:00:00.000000', timestamp '2026-01-01 10:00:00.000000')
) as t (id, kind, amount, happened_at, loaded_at)
{% endmacro %}

{% test is_one(model, column_name, by=1) %}
select * from {{ model }} where {{ column_name }} <> {{ by }}
{% endtest %}

{% macro introspect() %}
  {% set old = adapter.get_relation(target.database, target.schema, 't_plain') %}
  {% do log('REL ' ~ old ~ ' ' ~ old.type, info=true) %}
  {% for c in adapter.get_columns_in_relation(old) %}{% do log('COL ' ~ c ~ c.name ~ ' ' ~ c.data_type ~ c.quoted, info=true) %}{% endfor %}
  {% do log('SCH ' ~ adapter.check_schema_exists(target.database, 'nope') ~ adapter.check_schema_exists(target.database, target.schema), info=true) %}
  {% do adapter.create_schema(api.Relation.create(database=target.database, schema='brand_new')) %}
  {% do adapter.drop_schema(api.Relation.create(database=target.database, schema='brand_new')) %}
  {% set exists, new = get_or_create_relation(target.database, target.schema, 'zz', 'table') %}
  {% do log('GOC ' ~ exists ~ ' ' ~ new, info=true) %}
  {% do run_query('drop table if exists ' ~ new) %}
  {% do run_query('create table ' ~ new ~ ' as select 1 as a') %}
  {% do truncate_relation(new) %}
  {% do alter_column_type(new, 'a', 'bigint') %}
  {% do alter_relation_add_remove_columns(new, [api.Column('x', 'integer'), api.Column('y', 'integer')], [api.Column('a', 'bigint')]) %}
  {% do alter_relation_add_remove_columns(new, none, [api.Column('x', 'integer')]) %}
  {% do drop_relation_if_exists(new) %}
  {% do log('QRY ' ~ get_columns_in_query('select 1 as a, 2 as b'), info=true) %}
  {% do log('CSQ ' ~ get_column_schema_from_query("select 1 as a, cast(2 as decimal(10,2)) as b, 'x' as c, cast('y' as varchar) as d, now() as e, cast(1 as bigint) as f, 1e0 as g, array[1] as h, cast(row(1, 'a') as row(x integer, y varchar)) as i, true as j, date '2026-01-01' as k, cast('a' as char(3)) as l, interval '1' day as m, current_time as n, timestamp '2026-01-01 00:00:00' as o, x'00' as p, map(array['a'], array[1]) as q, cast(null as json) as r, uuid() as s"), info=true) %}
  {% do log('LIT ' ~ run_query("select 1 as a, cast(2 as decimal(10,2)) as b, 'x' as c, cast('y' as varchar) as d, cast(1 as bigint) as f, 1e0 as g, array[1] as h, cast(row(1, 'a') as row(x integer, y varchar)) as i, true as j, date '2026-01-01' as k, cast('a' as char(3)) as l, timestamp '2026-01-01 00:00:00.123456' as o, timestamp '2026-01-01 00:00:00.123456 UTC' as oz, timestamp '2026-01-01 00:00:00.5 Europe/Berlin' as oy, x'00' as p, map(array['a'], array[1]) as q, cast(json '{\"a\": 1}' as json) as r, time '01:02:03' as t, interval '1' day as u, interval '3' month as v, real '1.5' as w, cast(null as integer) as z").rows[0].values(), info=true) %}
  {% set r = run_query("select grouping_ from (values ('a', 1)) as t (grouping_, n)") %}
  {% do log('TYP ' ~ r.column_names ~ r.columns[0].values(), info=true) %}
  {% do log('TIM ' ~ current_timestamp() ~ '|' ~ snapshot_get_time() ~ '|' ~ current_timestamp_backcompat() ~ '|' ~ current_timestamp_in_utc_backcompat() ~ '|' ~ get_snapshot_get_time_data_type() ~ '|' ~ snapshot_string_as_time('2026-01-01'), info=true) %}
  {% do log('FIX ' ~ get_expected_sql([{'id': 1, 'kind': none}], {'id': 'integer', 'kind': 'varchar'}, {'id': 'id', 'kind': 'kind'}) ~ get_expected_sql([], {'id': 'integer'}, {'id': 'id'}) ~ format_row({'ID': 1, 'kind': "it's", 'z': none, 'b': true, 'x': 1.5}, {'id': 'integer', 'kind': 'varchar', 'z': 'date', 'b': 'boolean', 'x': 'double'}), info=true) %}
  {% do log('DRP ' ~ get_drop_sql(old.incorporate(type='table')) ~ get_drop_sql(old.incorporate(type='view')) ~ get_drop_sql(old.incorporate(type='materialized_view')), info=true) %}
  {% do log('CVT ' ~ create_view_as(old, 'select 1') ~ create_table_as(false, old, 'select 1') ~ create_table_as(true, old, 'select 1'), info=true) %}
  {% do log('CMV ' ~ get_create_materialized_view_as_sql(old, 'select 1') ~ refresh_materialized_view(old), info=true) %}
  {% do log('GRN ' ~ get_show_grant_sql(old) ~ get_grant_sql(old, 'select', ['a']) ~ get_revoke_sql(old, 'select', ['a']) ~ get_dcl_statement_list(old, {'select': ['a', 'b'], 'insert': ['c']}, get_grant_sql) ~ copy_grants() ~ support_multiple_grantees_per_dcl_statement() ~ should_revoke(none) ~ should_revoke(old) ~ should_revoke(old, false), info=true) %}
  {% do log('MGU ' ~ get_merge_sql(old, new, ['a', 'b'], [api.Column('a', 'integer'), api.Column('b', 'integer')], ['p']) ~ get_merge_sql(old, new, none, [api.Column('a', 'integer')]) ~ get_merge_sql(old, new, 'a', [api.Column('a', 'integer')]) ~ get_insert_into_sql(old, new, [api.Column('a', 'integer')]), info=true) %}
  {% do log('DMG ' ~ get_delete_insert_merge_sql(old, new, 'a', [api.Column('a', 'integer')], none) ~ get_delete_insert_merge_sql(old, new, ['a', 'b'], [api.Column('a', 'integer')], ['p', 'q']) ~ get_delete_insert_merge_sql(old, new, none, [api.Column('a', 'integer')], none), info=true) %}
  {% do log('HSH ' ~ snapshot_hash_arguments(['a', 'b']) ~ get_true_sql() ~ snapshot_hash_arguments(['a']), info=true) %}
  {% do log('GET ' ~ get_binding_char() ~ get_batch_size() ~ can_clone_table() ~ get_csv_sql('a', 'b'), info=true) %}
  {% do log('GLV ' ~ make_intermediate_relation(old) ~ make_backup_relation(old, 'view') ~ make_temp_relation(old) ~ load_relation(old), info=true) %}
  {% do log('ISN ' ~ information_schema_name('d') ~ generate_schema_name('a', none), info=true) %}
  {% do log('PRP ' ~ properties() ~ properties(true) ~ comment("it's") ~ create_or_replace_view, info=true) if false %}
  {% for s in ['table', 'view', 'incremental'] %}{% do log('ITR ' ~ s ~ get_incremental_tmp_relation_type('merge', 'id', 'sql') ~ get_incremental_tmp_relation_type('append', none, 'sql') ~ get_incremental_tmp_relation_type('delete+insert', none, 'sql') ~ get_incremental_tmp_relation_type('default', none, 'sql') ~ get_incremental_tmp_relation_type('delete+insert', 'id', 'sql'), info=true) if false %}{% endfor %}
  {% for p in ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] %}{% do log('DTE ' ~ dbt.datediff('a', 'b', p) ~ dbt.dateadd(p, 2, 'a') ~ dbt.date_trunc(p, 'a') ~ dbt.last_day('a', p), info=true) %}{% endfor %}
  {% do log('UTL ' ~ dbt.any_value('a') ~ dbt.bool_or('a') ~ dbt.hash('a') ~ dbt.right('a', 2) ~ dbt.safe_cast('a', 'integer') ~ dbt.split_part('a', "'b'", 1) ~ dbt.split_part('a', "'b'", -1) ~ dbt.array_construct([1, 2]) ~ dbt.array_construct() ~ dbt.array_construct([], 'integer') ~ dbt.array_append('a', 1) ~ dbt.array_concat('a', 'b') ~ dbt.listagg('a', "','", 'order by a', 3) ~ dbt.listagg('a', "','", none, none) ~ dbt.listagg('a') ~ dbt.listagg('a', "','", 'order by a'), info=true) %}
  {% do log('TPS ' ~ dbt.type_string() ~ dbt.type_timestamp() ~ dbt.type_float() ~ dbt.type_numeric() ~ dbt.type_bigint() ~ dbt.type_int() ~ dbt.type_boolean() ~ api.Column.translate_type('string') ~ api.Column.translate_type('TIMESTAMP') ~ api.Column.translate_type('FLOAT') ~ api.Column.translate_type('INTEGER') ~ api.Column.translate_type('integer'), info=true) %}
  {% for t in ['varchar', 'varchar(10)', 'VARCHAR(10)', 'char(3)', 'decimal(10,2)', 'decimal(10)', 'decimal', 'integer', 'bigint', 'smallint', 'tinyint', 'real', 'double', 'timestamp(6)', 'timestamp(6) with time zone', 'array(varchar(3))', 'row(a decimal(3,1))', 'string', 'text', 'numeric', 'json', 'int', 'boolean'] %}
    {% set c = api.Column.from_description('n', t) %}
    {% do log('CLS ' ~ t ~ ' ' ~ c ~ c.dtype ~ '|' ~ c.data_type ~ '|' ~ c.is_string() ~ c.is_number() ~ c.is_float() ~ c.is_integer() ~ c.is_numeric() ~ '|' ~ c.char_size ~ '|' ~ c.numeric_precision ~ '|' ~ c.numeric_scale ~ (c.string_size() if c.is_string() else ''), info=true) %}
    {% set c = api.Column('n', t) %}
    {% do log('CLC ' ~ t ~ ' ' ~ c ~ c.dtype ~ '|' ~ c.data_type ~ '|' ~ c.is_string() ~ c.is_number(), info=true) %}
  {% endfor %}
  {% do log('CLX ' ~ api.Column.string_type(10) ~ api.Column.numeric_type('decimal', 10, 2) ~ api.Column('a', 'varchar', 10).can_expand_to(api.Column('a', 'varchar', 20)) ~ api.Column('a', 'varchar', 10).data_type ~ api.Column('a', 'decimal', none, 10, 2).data_type ~ api.Column.create('a', 'varchar').literal('x'), info=true) %}
  {% do log('RLS ' ~ old.render() ~ old.include(database=false) ~ old.information_schema('tables') ~ old.can_be_renamed ~ old.can_be_replaced ~ old.incorporate(type='view').can_be_renamed ~ old.incorporate(type='materialized_view').can_be_replaced ~ old.information_schema_only() ~ old.without_identifier() ~ old.type ~ adapter.type() ~ adapter.quote('x') ~ adapter.quote_as_configured('x', 'schema'), info=true) %}
  {% do log('EMP ' ~ get_empty_subquery_sql('select 1') ~ get_empty_schema_sql({'a': {'name': 'a', 'data_type': 'integer'}, 'b': {'name': 'B', 'data_type': 'varchar', 'quote': true}}) ~ get_limit_subquery_sql('select 1', 3) ~ get_show_sql('select 1', none, 5), info=true) %}
  {% do log('SPN ' ~ dbt.generate_series(4) ~ dbt.date_spine('day', "cast('2026-01-01' as date)", "cast('2026-02-01' as date)"), info=true) %}
{% endmacro %}
