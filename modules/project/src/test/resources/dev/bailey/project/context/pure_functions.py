"""Renders templates with dbt's own functions: a JSON list of cases in, a JSON list of texts out."""
import json
import sys

import jinja2.sandbox
from dbt.context.base import BaseContext

environment = jinja2.sandbox.SandboxedEnvironment(
    extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]
)
context = BaseContext({}).to_dict()
for name in ("tojson", "fromjson", "toyaml", "fromyaml", "set", "zip", "modules", "local_md5"):
    environment.globals[name] = context[name]


def render(case):
    try:
        return environment.from_string(case["template"]).render(v=case["v"])
    except Exception as e:
        return "!" + type(e).__name__


json.dump([render(case) for case in json.load(sys.stdin)], sys.stdout)
