"""Renders templates with the real Jinja2: one JSON object a line in, one a line out."""
import datetime
import itertools
import json
import re
import resource
import signal
import sys
import warnings

import jinja2
import jinja2.ext
import jinja2.sandbox

warnings.simplefilter("ignore")
try:
    import pytz
except ImportError:
    pytz = None


class Modules:
    datetime = datetime
    re = re
    itertools = itertools
    pytz = pytz


UNDEFINED = {
    "LENIENT": jinja2.Undefined,
    "STRICT": jinja2.StrictUndefined,
    "CHAINABLE": jinja2.ChainableUndefined,
    "DEBUG": jinja2.DebugUndefined,
}
ENVIRONMENTS = {}


def environment(case):
    key = json.dumps([case.get("options"), case.get("templates"), case.get("dbt")], sort_keys=True)
    if key not in ENVIRONMENTS:
        ENVIRONMENTS[key] = create(case)
    return ENVIRONMENTS[key]


def create(case):
    if case.get("dbt"):
        from dbt_common.clients.jinja import get_environment

        return get_environment(None, False, case["dbt"] == "native")
    options = case.get("options") or {}
    result = jinja2.sandbox.SandboxedEnvironment(
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        trim_blocks=options.get("trim", False),
        lstrip_blocks=options.get("lstrip", False),
        keep_trailing_newline=options.get("keep", False),
        autoescape=options.get("escape", False),
        undefined=UNDEFINED[options.get("undefined", "LENIENT")],
        loader=jinja2.DictLoader(case.get("templates") or {}),
    )
    result.globals["modules"] = Modules
    result.globals["set"] = set
    result.globals["zip"] = zip
    result.filters["repr"] = repr
    return result


class Limit(BaseException):
    """The case takes more time than it is worth: a generated loop may have no end."""


def give_up(signum, frame):
    if is_running:
        raise Limit()


is_running = False
# By the time of the processor: a busy machine must not change an answer.
signal.signal(signal.SIGVTALRM, give_up)
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))


def mask(text):
    return re.sub(r"0[xX][0-9a-fA-F]{6,}", "0x", text)


def run(case):
    global is_running
    signal.setitimer(signal.ITIMER_VIRTUAL, 2)
    try:
        is_running = True
        return answer(case)
    except (Limit, MemoryError):
        return {"error": "Limit", "message": "more time or memory than the oracle has"}
    finally:
        is_running = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def answer(case):
    try:
        template = environment(case).from_string(case["template"])
        context = case.get("context") or {}
        if case.get("dbt") == "native":
            value = template.render(context)
            return {"text": "%s %r" % (type(value).__name__, value)}
        return {"text": mask(template.render(context))}
    except jinja2.TemplateSyntaxError as e:
        return {"error": "syntax", "message": str(e)}
    except SyntaxError as e:
        return {"error": "syntax", "message": str(e)}
    except RecursionError as e:
        return {"error": "RecursionError", "message": str(e)}
    except MemoryError:
        raise
    except Exception as e:
        return {"error": type(e).__name__, "message": str(e)}


for line in sys.stdin:
    try:
        reply = json.dumps(run(json.loads(line)))
    except Exception as e:
        reply = json.dumps({"error": "ORACLE", "message": repr(e)})
    sys.stdout.write(reply + "\n")
    sys.stdout.flush()
