import os

import pytest
from dbt.tests.adapter.simple_copy.test_copy_uppercase import BaseSimpleCopyUppercase


class TestSimpleCopyUppercase(BaseSimpleCopyUppercase):
    @pytest.fixture(scope="class")
    def dbt_profile_target(self):
        """The server under test, and the database whose name has capitals."""
        return {
            "type": "postgres",
            "threads": 4,
            "host": os.environ["POSTGRES_TEST_HOST"],
            "port": int(os.environ["POSTGRES_TEST_PORT"]),
            "user": os.environ["POSTGRES_TEST_USER"],
            "pass": os.environ["POSTGRES_TEST_PASS"],
            "dbname": "dbtMixedCase",
        }
