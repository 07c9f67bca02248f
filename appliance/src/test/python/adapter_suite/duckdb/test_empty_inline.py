from dbt.tests.adapter.empty.test_empty import BaseTestEmptyInlineSourceRef


class TestEmptyInlineSourceRef(BaseTestEmptyInlineSourceRef):
    pass
