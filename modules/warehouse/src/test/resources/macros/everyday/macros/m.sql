{% macro make_sources() %}
create schema if not exists raw;
drop table if exists raw.events cascade;
create table raw.events (id integer, kind varchar(20), amount numeric(10,2), happened_at timestamp, loaded_at timestamp);
insert into raw.events values
  (1, 'a', 1.50, '2026-01-01 10:00:00', '2026-01-01 10:00:00'),
  (2, 'b', 2.50, '2026-01-02 10:00:00', '2026-01-01 10:00:00'),
  (3, 'it''s', null, '2026-01-03 10:00:00', '2026-01-01 10:00:00')
{% if var('phase') >= 2 %}, (4, 'd', 9, '2026-01-04 01:00:00', '2026-01-01 10:00:00'){% endif %};
{% if var('phase') >= 2 %}update raw.events set kind = 'B', happened_at = '2026-01-05 00:00:00' where id = 2;
delete from raw.events where id = 1;{% endif %}
{% endmacro %}
{% macro after_everything(results, schemas) %}
  {% if execute %}select {{ results | length }} as n, '{{ schemas | sort | join(',') }}' as s{% endif %}
{% endmacro %}
{% macro introspect() %}
  {% set r = adapter.get_relation(target.database, target.schema, 't_plain') %}
  {% do log('REL ' ~ r ~ ' ' ~ r.type, info=true) %}
  {% for c in adapter.get_columns_in_relation(r) %}{% do log('COL ' ~ c.name ~ ' ' ~ c.data_type, info=true) %}{% endfor %}
  {% do log('SCH ' ~ adapter.check_schema_exists(target.database, 'nope') ~ adapter.check_schema_exists(target.database, target.schema), info=true) %}
  {% do adapter.create_schema(api.Relation.create(database=target.database, schema='brand_new')) %}
  {% do adapter.drop_schema(api.Relation.create(database=target.database, schema='brand_new')) %}
  {% set exists, new = get_or_create_relation(target.database, target.schema, 'zz', 'table') %}
  {% do log('GOC ' ~ exists ~ ' ' ~ new, info=true) %}
  {% set exists, old = get_or_create_relation(target.database, target.schema, 't_plain', 'table') %}
  {% do log('GOC ' ~ exists ~ ' ' ~ old, info=true) %}
  {% do run_query('create table ' ~ new ~ ' as select 1 as a') %}
  {% do truncate_relation(new) %}
  {% do alter_column_type(new, 'a', 'bigint') %}
  {% do alter_relation_add_remove_columns(new, [api.Column('x', 'integer'), api.Column('y', 'integer')], [api.Column('a', 'integer')]) %}
  {% do alter_relation_add_remove_columns(new, none, [api.Column('x', 'integer')]) %}
  {% do drop_relation_if_exists(new) %}
  {% do log('QRY ' ~ get_columns_in_query('select 1 as a, 2 as b'), info=true) %}
  {% do log('CSQ ' ~ get_column_schema_from_query('select 1 as a, cast(2 as numeric(10,2)) as b'), info=true) %}
  {% do log('DTR ' ~ dates_in_range('20260101', '20260104') ~ partition_range('2026-01-01,2026-01-03', '%Y-%m-%d') ~ convert_datetime('20260101', '%Y%m%d'), info=true) %}
  {% do log('DTR ' ~ dates_in_range('20260101') ~ partition_range('20260101'), info=true) %}
  {% do log('PY ' ~ py_current_timestring(), info=true) %}
  {% do log('QCS ' ~ get_quoted_csv(['a', 'b']) ~ diff_columns([api.Column('x', 'integer'), api.Column('y', 'integer')], [api.Column('x', 'text')]) ~ diff_column_data_types([api.Column('x', 'integer')], [api.Column('x', 'text')]), info=true) %}
  {% do log('MUC ' ~ get_merge_update_columns(none, ['X'], [api.Column('x', 'integer'), api.Column('y', 'integer')]) ~ get_merge_update_columns(['x'], none, [api.Column('x', 'integer'), api.Column('y', 'integer')]) , info=true) %}
  {% do log('GSD ' ~ generate_schema_name_for_env('a', none) ~ generate_schema_name('a') ~ generate_database_name(' a '), info=true) %}
  {% do log('SCN ' ~ sql_convert_columns_in_relation(run_query("select 'a' as column_name, 'integer' as dt, 1 as a, 2 as b, 3 as c")) ~ get_list_of_column_names([api.Column('x', 'integer')]), info=true) %}
  {% do log('TST ' ~ get_test_sql('select 1', 'count(*)', '!= 0', '!= 0', 5) ~ get_test_sql('select 1', 'count(*)', '!= 0', '!= 0', none), info=true) %}
  {% do log('EMP ' ~ get_empty_subquery_sql('select 1') ~ get_empty_subquery_sql('select 1', 'select 9') ~ get_empty_schema_sql({'a': {'name': 'a', 'data_type': 'integer'}, 'b': {'name': 'B', 'data_type': 'text', 'quote': true}}), info=true) %}
  {% do log('SHW ' ~ get_show_sql('select 1', none, 5) ~ get_show_sql('select 1', 'hdr', none) ~ get_limit_subquery_sql('select 1', 3), info=true) %}
  {% do log('TIM ' ~ current_timestamp() ~ '|' ~ snapshot_get_time() ~ '|' ~ current_timestamp_backcompat() ~ '|' ~ current_timestamp_in_utc_backcompat() ~ '|' ~ get_snapshot_get_time_data_type() ~ '|' ~ snapshot_string_as_time('2026-01-01'), info=true) %}
  {% do log('FIX ' ~ get_expected_sql([{'id': 1, 'kind': none}], {'id': 'integer', 'kind': 'text'}, {'id': 'id', 'kind': 'kind'}) ~ get_expected_sql([], {'id': 'integer'}, {'id': 'id'}) ~ format_row({'ID': 1, 'kind': "it's", 'z': none, 'b': true}, {'id': 'integer', 'kind': 'text', 'z': 'date', 'b': 'boolean'}), info=true) %}
  {% do log('REN ' ~ get_rename_sql(old.incorporate(type='table'), 'n') ~ get_rename_sql(old.incorporate(type='view'), 'n') ~ get_drop_sql(old.incorporate(type='table')) ~ get_drop_sql(old.incorporate(type='view')) ~ get_drop_sql(old.incorporate(type='materialized_view')) , info=true) if target.type == 'postgres' %}
  {% do log('CRE ' ~ get_create_intermediate_sql(old, 'select 1') ~ '|' ~ get_create_backup_sql(old) ~ '|' ~ get_rename_intermediate_sql(old) ~ '|' ~ get_drop_backup_sql(old) ~ '|' ~ get_create_sql(old, 'select 1') , info=true) if target.type == 'postgres' and false %}
  {% do log('GRN ' ~ get_grant_sql(old, 'select', ['a', 'b']) ~ get_revoke_sql(old, 'select', ['a', 'b']) ~ get_dcl_statement_list(old, {'select': ['a', 'b'], 'insert': ['c']}, get_grant_sql) ~ copy_grants() ~ support_multiple_grantees_per_dcl_statement() ~ should_revoke(none) ~ should_revoke(old) ~ should_revoke(old, false), info=true) %}
  {% do log('IDX ' ~ (get_create_index_sql(old, {'columns': ['a', 'b'], 'unique': true, 'type': 'hash'}) ~ get_show_indexes_sql(old) ~ get_drop_index_sql(old, 'i') if target.type == 'postgres' else ''), info=true) %}
  {% do log('MGU ' ~ get_merge_sql(old, new, ['a', 'b'], [api.Column('a', 'integer'), api.Column('b', 'integer')], ['p']) ~ get_merge_sql(old, new, none, [api.Column('a', 'integer')]) ~ get_merge_sql(old, new, 'a', [api.Column('a', 'integer')]) ~ get_delete_insert_merge_sql(old, new, 'a', [api.Column('a', 'integer')], none) ~ get_delete_insert_merge_sql(old, new, ['a', 'b'], [api.Column('a', 'integer')], ['p', 'q']) ~ get_delete_insert_merge_sql(old, new, none, [api.Column('a', 'integer')], none) ~ get_insert_into_sql(old, new, [api.Column('a', 'integer')]), info=true) %}
  {% do log('DMG ' ~ dbt.default__get_merge_sql(old, new, ['a', 'b'], [api.Column('a', 'integer'), api.Column('b', 'integer')], ['p']) ~ dbt.default__get_merge_sql(old, new, none, [api.Column('a', 'integer')]) ~ dbt.default__get_merge_sql(old, new, 'a', [api.Column('a', 'integer')]) ~ dbt.default__get_delete_insert_merge_sql(old, new, 'a', [api.Column('a', 'integer')], none) ~ dbt.default__get_insert_overwrite_merge_sql(old, new, [api.Column('a', 'integer')], ['p', 'q'], true) ~ get_insert_overwrite_merge_sql(old, new, [api.Column('a', 'integer')], none), info=true) %}
  {% do log('HSH ' ~ snapshot_hash_arguments(['a', 'b']) ~ get_true_sql() ~ unique_key_fields('a') ~ unique_key_fields(['a', 'b']) ~ unique_key_join_on('a', 'x', 'y') ~ unique_key_join_on(['a', 'b'], 'x', 'y') ~ unique_key_is_null('a', 'x') ~ unique_key_is_null(['a', 'b'], 'x') ~ unique_key_is_not_null('a', 'x') ~ unique_key_is_not_null(['a', 'b'], 'x'), info=true) %}
  {% do log('UTS ' ~ get_unit_test_sql('select 1', 'select 2', ['a', 'b']), info=true) %}
  {% do log('GWS ' ~ get_where_subquery(old), info=true) %}
  {% do log('GET ' ~ get_binding_char() ~ get_batch_size() ~ can_clone_table() ~ create_or_replace_clone(old, new) ~ get_csv_sql('a', 'b') ~ is_core_v2(), info=true) %}
  {% do log('GLV ' ~ make_intermediate_relation(old) ~ make_backup_relation(old, 'view') ~ make_temp_relation(old) ~ make_backup_relation(old, 'view').type ~ load_relation(old) , info=true) %}
  {% do log('HKS ' ~ make_hook_config('s', true) ~ before_begin('s') ~ in_transaction('s') ~ after_commit('s') ~ should_full_refresh() ~ should_store_failures(), info=true) %}
  {% do log('ISN ' ~ information_schema_name('d') ~ validate_sql('select 1') ~ format_column(api.Column('a', 'integer')), info=true) if false %}
  {% do log('PYM ' ~ resolve_model_name('"a"."b"'), info=true) %}
  {% do log('POW ' ~ get_powers_of_two(8) ~ get_intervals_between("cast('2026-01-01' as date)", "cast('2026-02-01' as date)", 'day'), info=true) %}
  {% do log('DSP ' ~ date_spine('day', "cast('2026-01-01' as date)", "cast('2026-02-01' as date)") ~ generate_series(5), info=true) %}
  {% do log('DEF ' ~ default__generate_series(5) ~ default__date(2026, 1, 2) ~ default__dateadd('day', 1, 'd') ~ default__datediff('a', 'b', 'day') ~ default__last_day('a', 'month') ~ default__split_part('a', 'b', 1) ~ default__listagg('a', "','", 'order by a', 3) ~ default__listagg('a', "','", none, none) ~ default__any_value('a') ~ default__equals('a', 'b') ~ _split_part_negative('a', 'b', -1) ~ default__listagg('a', "','", 'order by a', none) ~ default_last_day('a', 'month'), info=true) %}
{% endmacro %}
{% test is_one(model, column_name, by=1) %}
select * from {{ model }} where {{ column_name }} <> {{ by }}
{% endtest %}
