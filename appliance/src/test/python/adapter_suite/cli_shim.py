"""pytest plugin: point dbt's functional tests at any dbt-compatible command line.

    SHIM_DBT="/path/to/engine dbt" pytest -p cli_shim ...

Load it with -p (before any conftest), so that `from dbt.tests.util import run_dbt` and
`from dbt.cli.main import dbtRunner` pick up the replacements.  The engine sees nothing but an argument
list, the working directory and the environment; results are rebuilt from its exit code, its standard output
and the files that it leaves in the target folder.  The tests' own set-up (schema, seed SQL, comparisons) still
uses dbt's Python adapter inside the pytest process.

SHIM_LOG=FILE appends one JSON line for each command.  SHIM_LAX=0 keeps pytest.raises strict on dbt's
exception classes; by default an error from the engine satisfies any dbt exception class (text still has to match).
"""
import json
import os
import re
import shlex
import subprocess
import time
from types import SimpleNamespace

import pytest
import yaml

COMMAND = shlex.split(os.environ.get("SHIM_DBT", "dbt"))
LOG = os.environ.get("SHIM_LOG")
LAX = os.environ.get("SHIM_LAX", "1") != "0"
TIMEOUT = float(os.environ.get("SHIM_TIMEOUT", "300"))
VALUE_OPTIONS = None


class CliError(Exception):
    """Mixed into every exception that stands for a failed command."""


def _exception(output):
    from dbt.exceptions import DependencyError, ParsingError
    from dbt_common.exceptions import CompilationError, DbtDatabaseError, DbtInternalError, DbtRuntimeError, DbtValidationError
    from dbt.cli.exceptions import DbtUsageException

    kinds = {"Compilation Error": CompilationError, "Parsing Error": ParsingError, "Database Error": DbtDatabaseError,
             "Dependency Error": DependencyError, "Validation Error": DbtValidationError, "Internal Error": DbtInternalError,
             "Runtime Error": DbtRuntimeError}
    text = re.sub(r"\x1b\[[0-9;]*m", "", output)
    best = None
    for head, cls in kinds.items():
        m = re.search(r"^(?:\d\d:\d\d:\d\d\s+)?\s*" + head + r"\b.*$", text, re.M)
        if m and (best is None or m.start() < best[0]):
            best = (m.start(), cls, text[m.start():])
    if best is None and re.search(r"^(Usage:|Error: )", text, re.M):
        best = (0, DbtUsageException, text)
    if best is None:
        best = (0, DbtRuntimeError, text)
    _, cls, message = best
    lines = message.splitlines()
    stop = next((i for i, x in enumerate(lines) if i and re.match(r"\d\d:\d\d:\d\d  |.*resource_tracker", x)), len(lines))
    message = "\n".join(lines[:stop]).strip()
    made = type("Cli" + cls.__name__, (CliError, cls), {"__init__": lambda self, msg: cls.__init__(self, msg),
                                                        "__str__": lambda self: message})
    return made(message)


def _namespace(x):
    if isinstance(x, dict):
        return SimpleNamespace(**{k: _namespace(v) for k, v in x.items()})
    return [_namespace(v) for v in x] if isinstance(x, list) else x


class Message(SimpleNamespace):
    """A field that an event does not have is empty, as in the messages that dbt hands to callers."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Message()

    def __str__(self):
        return ""

    def __contains__(self, item):
        return False


def _message(x):
    if isinstance(x, dict):
        return Message(**{k: _message(v) for k, v in x.items()})
    return [_message(v) for v in x] if isinstance(x, list) else x


def _value(args, *names):
    for i, a in enumerate(args):
        for n in names:
            if a == n and i + 1 < len(args):
                return args[i + 1]
            if a.startswith(n + "="):
                return a[len(n) + 1:]
    return None


def _subcommand(args):
    words = {"build", "clean", "clone", "compile", "debug", "deps", "docs", "init", "list", "ls", "parse", "retry", "run",
             "run-operation", "seed", "show", "snapshot", "source", "test", "freshness"}
    for i, a in enumerate(args):
        if a in words:
            nxt = args[i + 1] if i + 1 < len(args) else ""
            return a + " " + nxt if a in ("docs", "source") else a
    return ""


def _target_dir(args):
    project = _value(args, "--project-dir") or os.environ.get("DBT_PROJECT_DIR") or os.getcwd()
    target = _value(args, "--target-path") or os.environ.get("DBT_TARGET_PATH")
    if not target:
        try:
            with open(os.path.join(project, "dbt_project.yml")) as f:
                target = (yaml.safe_load(f) or {}).get("target-path")
        except Exception:
            target = None
    return os.path.join(str(project), str(target or "target"))


def _release_connections():
    """An embedded database takes one writing process at a time."""
    from dbt.adapters.factory import FACTORY

    for a in list(FACTORY.adapters.values()):
        env = getattr(type(a.connections), "_ENV", None)
        if env is None:
            continue
        try:
            a.cleanup_connections()
            env.close()
        except Exception:
            pass
        type(a.connections)._ENV = None


def _renew_connections():
    """Tests use project.adapter after a command as if that command had just opened its connection."""
    from dbt.adapters.factory import FACTORY

    for a in list(FACTORY.adapters.values()):
        try:
            a.cleanup_connections()
            a.connections.set_connection_name("master")
        except Exception:
            pass


def _manifest(target):
    from dbt.artifacts.schemas.manifest import WritableManifest
    from dbt.contracts.graph.manifest import Manifest

    path = os.path.join(target, "manifest.json")
    if not os.path.exists(path):
        return None
    return Manifest.from_writable_manifest(WritableManifest.read_and_check_versions(path))


def _stub_node(uid):
    return SimpleNamespace(unique_id=uid, name=uid.split(".")[-1], resource_type=uid.split(".")[0], compiled_code=None,
                           relation_name=None, config=SimpleNamespace())


def _lookup(manifest, uid):
    for box in ("nodes", "sources", "exposures", "unit_tests", "saved_queries", "metrics", "semantic_models", "functions"):
        found = (getattr(manifest, box, None) or {}).get(uid) if manifest else None
        if found is not None:
            return found
    for nodes in (getattr(manifest, "disabled", None) or {}).values() if manifest else ():
        for n in nodes:
            if n.unique_id == uid:
                return n
    return _stub_node(uid)


def _run_results(target, manifest):
    from dbt.artifacts.schemas.run import RunExecutionResult, RunResult, RunResultsArtifact

    path = os.path.join(target, "run_results.json")
    try:
        artifact = RunResultsArtifact.read_and_check_versions(path)
    except Exception:  # an engine whose file is near the schema but not in it: go on with plain objects
        with open(path) as f:
            artifact = _namespace(json.load(f))
        for r in artifact.results:
            r.node = _lookup(manifest, r.unique_id)
            r.adapter_response = vars(r.adapter_response or SimpleNamespace())
            for name in ("compiled_code", "message", "failures"):
                if not hasattr(r, name):
                    setattr(r, name, None)
            if r.compiled_code is not None and hasattr(r.node, "compiled_code"):
                r.node.compiled_code = r.compiled_code
        return Rows(artifact.results), artifact
    rows = []
    for r in artifact.results:
        node = _lookup(manifest, r.unique_id)
        if r.compiled_code is not None and hasattr(node, "compiled_code"):
            node.compiled_code = r.compiled_code
        rows.append(RunResult(status=r.status, timing=r.timing, thread_id=r.thread_id, execution_time=r.execution_time,
                              adapter_response=r.adapter_response, message=r.message, failures=r.failures, node=node,
                              batch_results=r.batch_results))
    return RunExecutionResult(results=rows, elapsed_time=artifact.elapsed_time, args=artifact.args), artifact


def _attach_table(result, sent):
    """`show` hands its rows to Python callers as an agate table; the command line prints them as JSON on request."""
    import agate

    p = subprocess.run(COMMAND + sent + ["--output", "json", "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                       stdin=subprocess.DEVNULL, text=True, timeout=TIMEOUT)
    m = re.search(r"[\[{].*[\]}]", p.stdout, re.S)
    if not m:
        return
    data = json.loads(m.group(0))
    if isinstance(data, dict):
        data = data.get("show", data.get("data", []))
    for r in result.results:
        r.agate_table = agate.Table.from_object(data)


class Rows(list):
    @property
    def results(self):
        return self


def _stamp(path):
    try:
        s = os.stat(path)
        return s.st_mtime_ns, s.st_ino, s.st_size
    except OSError:
        return None


LAST = SimpleNamespace(stdout="")


class CliRunner:
    """Stands in for dbt.cli.main.dbtRunner."""

    def __init__(self, manifest=None, callbacks=None):
        self.callbacks = callbacks or []
        self.manifest = manifest

    def invoke(self, args, **kwargs):
        from dbt.cli.main import dbtRunnerResult

        args = [str(a) for a in args]
        for k, v in kwargs.items():
            flag = "--" + k.replace("_", "-")
            if isinstance(v, bool):
                args.append(flag if v else "--no-" + k.replace("_", "-"))
            elif isinstance(v, (list, tuple)):
                args += [flag] + [str(x) for x in v]
            elif isinstance(v, dict):
                args += [flag, json.dumps(v)]
            elif v is not None:
                args += [flag, str(v)]
        sub = _subcommand(args)
        sent = list(args)
        listing = sub in ("ls", "list")
        if listing and "--quiet" not in sent and "-q" not in sent:
            sent.append("--quiet")
        if self.callbacks and "--log-format" not in sent:
            sent = ["--log-format", "json", "--log-level", "debug"] + sent
        target = _target_dir(args)
        watched = {n: _stamp(os.path.join(target, n)) for n in ("run_results.json", "manifest.json", "catalog.json", "sources.json")}
        if sub.startswith("source") and _value(args, "-o", "--output"):
            watched["sources.json"] = None
        _release_connections()
        t0 = time.time()
        p = subprocess.run(COMMAND + sent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                           text=True, errors="replace", timeout=TIMEOUT)
        _renew_connections()
        LAST.stdout = p.stdout
        print(p.stdout)
        if LOG:
            with open(LOG, "a") as f:
                f.write(json.dumps(dict(test=os.environ.get("PYTEST_CURRENT_TEST"), args=sent, rc=p.returncode, s=round(time.time() - t0, 2))) + "\n")
        for line in p.stdout.splitlines() if self.callbacks else ():
            if line.startswith("{"):
                try:
                    ev = _message(json.loads(line))
                except ValueError:
                    continue
                for c in self.callbacks:
                    c(ev)
        fresh = {n: _stamp(os.path.join(target, n)) not in (None, watched[n]) for n in watched}
        ok = p.returncode == 0
        if p.returncode not in (0, 1):
            return dbtRunnerResult(success=False, exception=_exception(p.stdout))
        result = None
        if listing:
            result = [x for x in p.stdout.splitlines() if x.strip()]
        elif sub == "debug":
            result = ok
        elif sub == "parse":
            result = _manifest(target)
        elif sub == "docs generate" and fresh["catalog.json"]:
            from dbt.artifacts.schemas.catalog import CatalogArtifact
            result = CatalogArtifact.read_and_check_versions(os.path.join(target, "catalog.json"))
        elif sub.startswith("source") or sub == "freshness":
            out = _value(args, "-o", "--output") or os.path.join(target, "sources.json")
            if os.path.exists(out):
                with open(out) as f:
                    data = json.load(f)
                result = _namespace(data)
                m = _manifest(target)
                for r in result.results:
                    r.node = _lookup(m, r.unique_id)
        elif fresh["run_results.json"]:
            result, artifact = _run_results(target, _manifest(target))
            if sub == "show" and ok and not _value(args, "--output"):
                _attach_table(result, sent)
            if sub == "run-operation":
                result = artifact
        elif not ok and p.returncode == 1 and re.search(r"Encountered an error", p.stdout):
            return dbtRunnerResult(success=False, exception=_exception(p.stdout))
        return dbtRunnerResult(success=ok, result=result)


def run_dbt_and_capture(args=None, expect_pass=True):
    from dbt.tests.util import run_dbt

    res = run_dbt(args, expect_pass=expect_pass)
    return res, LAST.stdout


def get_manifest(project_root):
    return _manifest(os.path.join(str(project_root), "target"))


def _install():
    import dbt.cli.main
    import dbt.tests.util as util

    dbt.cli.main.dbtRunner = CliRunner
    util.dbtRunner = CliRunner
    util.run_dbt_and_capture = run_dbt_and_capture
    util.get_manifest = get_manifest
    if LAX:
        from dbt_common.exceptions import DbtBaseException
        strict = pytest.raises

        def raises(expected=None, *a, **k):
            expected = k.pop("expected_exception", expected)
            many = expected if isinstance(expected, tuple) else (expected,)
            if any(isinstance(c, type) and issubclass(c, DbtBaseException) for c in many):
                expected = many + (CliError,)
            return strict(expected, *a, **k)

        pytest.raises = raises


_install()
