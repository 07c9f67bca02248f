"""Runs a project's commands.txt with real dbt and prints each statement that it sent, as JSON.

    statements.py PROJECT LOGS [NAME=FOLDER ...]

Each NAME is `dbt` or an adapter, each FOLDER a package of macros to use in the place of dbt's own.
"""
import contextlib
import importlib
import json
import os
import pathlib
import re
import shlex
import sys


def use(name, folder):
    if name == "dbt":
        import dbt.include.global_project as internal
        import dbt.adapters.factory as factory

        internal.PACKAGE_PATH = folder
        factory.GLOBAL_PROJECT_PATH = folder
    else:
        importlib.import_module("dbt.adapters." + name).Plugin.include_path = folder


def folded(text):
    """Without what differs from run to run, comments and white space."""
    text = re.sub(r"/\* \{.*?\} \*/", "", text, flags=re.S)
    text = re.sub(r"--[^\n]*", "", text)
    text = re.sub(r"__dbt_tmp_?\d+", "__dbt_tmp", text)
    text = re.sub(r'"[0-9a-f]{32}"', '"hash"', text)
    return re.sub(r"\s*([(),;=])\s*", r"\1", re.sub(r"\s+", " ", text)).strip()


# What an adapter asks from Python, not from a macro; the moment at which DuckDB begins a transaction; seeds, which we
# insert in another way.
NOT_OURS = re.compile(
    r"BEGIN$|select database_name,type from duckdb_databases"
    r"|select table_name,constraint_type from duckdb_constraints"
    r"|select 1 from duckdb_constraints"
    r"|SELECT version\(\)|COPY |insert into \S+\((\"\w+\",?)+\)values\(|$"
)


def statements(log):
    """(node or connection, statement), and what macros logged."""
    for line in open(log):
        event = json.loads(line)
        name, data = event["info"]["name"], event["data"]
        if name == "SQLQuery":
            node = (data.get("node_info") or {}).get("unique_id") or data.get("conn_name")
            text = folded(data["sql"])
            if not NOT_OURS.match(text):
                yield node, text
        elif name == "JinjaLogInfo":
            text = folded(event["info"]["msg"])
            if not text.startswith("PY "):
                yield "log", text


def main():
    project, logs = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    from dbt.cli.main import dbtRunner

    for package in sys.argv[3:]:
        use(*package.split("=", 1))
    os.chdir(project)
    for number, command in enumerate(pathlib.Path("commands.txt").read_text().splitlines()):
        at = logs / str(number)
        flags = ["--no-partial-parse", "--log-level-file", "debug", "--log-format-file", "json"]
        with contextlib.redirect_stdout(sys.stderr):
            result = dbtRunner().invoke(
                flags + ["--log-path", str(at)] + shlex.split(command)
            )
        outcomes = getattr(result.result, "results", None) or []
        for one in outcomes:
            node = getattr(one, "node", None)
            if node is not None and hasattr(node, "unique_id"):
                status = [command, node.unique_id, "status: " + str(one.status)]
                print(json.dumps(status))
        # Nodes do not depend on each other's order; what lists and makes schemas runs in threads.
        sent = list(statements(at / "dbt.log"))
        for node in sorted({node for node, _ in sent}):
            texts = [text for other, text in sent if other == node]
            if node.startswith(("list_", "create_")):
                texts = sorted(set(texts))
            for text in texts:
                print(json.dumps([command, node, text]))


main()
