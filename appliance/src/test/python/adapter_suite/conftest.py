"""The profile of the warehouse under test, what is known not to pass, and the verdict."""
import os
import re
from pathlib import Path

import pytest

pytest_plugins = ["dbt.tests.fixtures.project"]

NEITHER = "neither"


def pytest_addoption(parser):
    parser.addoption("--warehouse", choices=("postgres", "duckdb"), required=True)
    parser.addoption("--known", metavar="FILE", help="the page whose table tells what does not pass, and why")


def known(config):
    """Reasons by test id, and whether real dbt fails too: rows `| warehouse | test | who fails | reason |`."""
    page = config.getoption("--known")
    if not page:
        return {}
    rows = re.findall(r"^\| (\w+) \| `(.+?)` \| (\w+) \| (.+?) \|$", Path(page).read_text(), re.M)
    here = config.getoption("--warehouse")
    return {test: (who, reason) for at, test, who, reason in rows if at in (here, "both")}


def known_of(nodeid, table):
    """A row stands for one test, a class or a file."""
    return next((row for test, row in table.items() if re.match(re.escape(test) + r"($|::|\[)", nodeid)), None)


def pytest_collection_modifyitems(config, items):
    table = known(config)
    for item in items:
        row = known_of(item.nodeid, table)
        if row:
            item.add_marker(pytest.mark.xfail(reason=row[1], strict=True))


def pytest_terminal_summary(terminalreporter, config):
    table = known(config)
    passed = len(terminalreporter.getreports("passed"))
    missed = [r.nodeid for kind in ("failed", "error", "xfailed") for r in terminalreporter.getreports(kind)]
    due = [m for m in set(missed) if (known_of(m, table) or ("",))[0] != NEITHER]
    total = passed + len(due)
    if total:
        terminalreporter.write_line(
            f"VERDICT {config.getoption('--warehouse')}: {passed} of {total} tests ({100 * passed / total:.1f} %)"
        )


@pytest.fixture(scope="session")
def warehouse(request):
    return request.config.getoption("--warehouse")


@pytest.fixture(scope="class")
def dbt_profile_target(warehouse, tmp_path_factory):
    if warehouse == "duckdb":
        return {"type": "duckdb", "threads": 4, "path": str(tmp_path_factory.mktemp("duckdb") / "dbt.duckdb")}
    return {
        "type": "postgres",
        "threads": 4,
        "host": os.environ["POSTGRES_TEST_HOST"],
        "port": int(os.environ["POSTGRES_TEST_PORT"]),
        "user": os.environ["POSTGRES_TEST_USER"],
        "pass": os.environ["POSTGRES_TEST_PASS"],
        "dbname": os.environ["POSTGRES_TEST_DATABASE"],
    }


@pytest.fixture(scope="class")
def logs_dir(tmp_path_factory, monkeypatch_class):
    """Not below the suite, where dbt's own fixture puts them."""
    folder = str(tmp_path_factory.mktemp("logs"))
    monkeypatch_class.setenv("DBT_LOG_PATH", folder)
    return folder


@pytest.fixture(scope="class")
def monkeypatch_class():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="class")
def profile_user(dbt_profile_target):
    """The owner that a catalog names: DuckDB has none."""
    return dbt_profile_target.get("user")
