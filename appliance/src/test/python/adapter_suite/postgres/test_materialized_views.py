import pytest
from dbt.adapters.contracts.relation import RelationType
from dbt.tests.adapter.catalog.relation_types import CatalogRelationTypes
from dbt.tests.adapter.materialized_view.basic import MaterializedViewBasic
from dbt.tests.adapter.materialized_view.changes import (
    MaterializedViewChanges,
    MaterializedViewChangesApplyMixin,
    MaterializedViewChangesContinueMixin,
    MaterializedViewChangesFailMixin,
)
from dbt.tests.adapter.materialized_view.files import MY_SEED, MY_TABLE, MY_VIEW
from dbt.tests.util import get_model_file, set_model_file

KINDS = {"r": "table", "v": "view", "m": "materialized_view"}

INDEXED = """
{{ config(materialized='materialized_view', indexes=[{'columns': ['id']}]) }}
select * from {{ ref('my_seed') }}
"""


def relation_type(project, relation):
    row = project.run_sql(
        "select c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        f"where n.nspname = '{relation.schema}' and c.relname = '{relation.identifier}'",
        fetch="one",
    )
    return KINDS.get(row[0]) if row else None


def indexed_columns(project, relation):
    rows = project.run_sql(
        "select a.attname from pg_index i join pg_class c on c.oid = i.indrelid "
        "join pg_namespace n on n.oid = c.relnamespace "
        "join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) "
        f"where n.nspname = '{relation.schema}' and c.relname = '{relation.identifier}'",
        fetch="all",
    )
    return sorted(row[0] for row in rows)


class TestMaterializedViewBasic(MaterializedViewBasic):
    @staticmethod
    def insert_record(project, table, record):
        project.run_sql(f"insert into {table} (id, value) values ({record[0]}, {record[1]})")

    @staticmethod
    def refresh_materialized_view(project, materialized_view):
        project.run_sql(f"refresh materialized view {materialized_view}")

    @staticmethod
    def query_row_count(project, relation):
        return project.run_sql(f"select count(*) from {relation}", fetch="one")[0]

    @staticmethod
    def query_relation_type(project, relation):
        return relation_type(project, relation)


class IndexChanges(MaterializedViewChanges):
    """An index is what PostgreSQL alters in place; nothing that dbt knows makes it replace the view."""

    @pytest.fixture(scope="class", autouse=True)
    def models(self):
        yield {"my_materialized_view.sql": INDEXED}

    @staticmethod
    def check_start_state(project, materialized_view):
        assert indexed_columns(project, materialized_view) == ["id"]

    @staticmethod
    def change_config_via_alter(project, materialized_view):
        model = get_model_file(project, materialized_view)
        set_model_file(project, materialized_view, model.replace("['id']", "['value']"))

    @staticmethod
    def check_state_alter_change_is_applied(project, materialized_view):
        assert indexed_columns(project, materialized_view) == ["value"]

    @staticmethod
    def query_relation_type(project, relation):
        return relation_type(project, relation)


class TestChangesApplied(IndexChanges, MaterializedViewChangesApplyMixin):
    @pytest.mark.skip("no change makes PostgreSQL replace a materialized view")
    def test_change_is_applied_via_replace(self, project, my_materialized_view):
        pass


class TestChangesContinued(IndexChanges, MaterializedViewChangesContinueMixin):
    @pytest.mark.skip("no change makes PostgreSQL replace a materialized view")
    def test_change_is_not_applied_via_replace(self, project, my_materialized_view):
        pass


class TestChangesFailed(IndexChanges, MaterializedViewChangesFailMixin):
    @pytest.mark.skip("no change makes PostgreSQL replace a materialized view")
    def test_change_is_not_applied_via_replace(self, project, my_materialized_view):
        pass


class TestCatalogRelationTypes(CatalogRelationTypes):
    pass
