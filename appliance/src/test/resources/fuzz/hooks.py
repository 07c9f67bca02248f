"""What schemathesis checks besides: that nobody succeeds with what their role may not do."""
import json

import schemathesis

with open("allowed.json") as file:
    ALLOWED = set(json.load(file))


@schemathesis.check
def no_wrong_success(ctx, response, case):
    operation = f"{case.method.upper()} {case.operation.path}"
    if 200 <= response.status_code < 300 and operation not in ALLOWED:
        raise AssertionError(f"{operation} answered {response.status_code}, which this role may not do")
