from dbt.tests.adapter.basic.test_docs_generate import BaseDocsGenReferences, BaseDocsGenerate


class TestDocsGenerate(BaseDocsGenerate):
    pass


class TestDocsGenReferences(BaseDocsGenReferences):
    pass
