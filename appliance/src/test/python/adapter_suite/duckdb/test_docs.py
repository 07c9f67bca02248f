import pytest
from dbt.tests.adapter.basic import expected_catalog
from dbt.tests.adapter.basic.test_docs_generate import BaseDocsGenerate, BaseDocsGenReferences

TYPES = dict(
    role=None,
    id_type="INTEGER",
    text_type="VARCHAR",
    time_type="TIMESTAMP",
    view_type="VIEW",
    table_type="BASE TABLE",
    model_stats=expected_catalog.no_stats(),
)


class TestDocsGenerate(BaseDocsGenerate):
    @pytest.fixture(scope="class")
    def expected_catalog(self, project):
        return expected_catalog.base_expected_catalog(project, **TYPES)


class TestDocsGenReferences(BaseDocsGenReferences):
    @pytest.fixture(scope="class")
    def expected_catalog(self, project):
        return expected_catalog.expected_references_catalog(project, bigint_type="BIGINT", **TYPES)
