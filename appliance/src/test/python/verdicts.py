"""verdicts.py CASES FOLDER OUT: what dbt Core says of each project of CASES, as JSON."""
import json, pathlib, re, shutil, sys
import yaml
from dbt.cli.main import dbtRunner

BASE = {
    "dbt_project.yml": "{name: shop, version: '1.0', profile: p}",
    "profiles.yml": "p: {target: dev, outputs: {dev: {type: duckdb, path: ':memory:'}}}",
    "models/a.sql": "select 1 as id",
}
cases, folder = yaml.safe_load(open(sys.argv[1])), pathlib.Path(sys.argv[2])
recorded = {}
for case in cases:
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in {**BASE, **{k: v for k, v in case.items() if k not in ("case", "differs")}}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    found, errors = [], []

    def hear(event):
        if event.info.level == "warn" and event.info.name != "DeprecationsSummary":
            found.append(event.info.name)
        if event.info.level == "error":
            errors.append(event.info.msg)

    arguments = ["--no-partial-parse", "--show-all-deprecations", "--no-send-anonymous-usage-stats", "--quiet", "parse"]
    result = dbtRunner(callbacks=[hear]).invoke(arguments + ["--project-dir", str(folder), "--profiles-dir", str(folder)])
    one = {"refuses": not result.success, "warns": sorted(set(found))}
    if not result.success:
        said = str(result.exception or "; ".join(errors)).replace(str(folder), "PROJECT")
        one["says"] = re.sub(r"modification_time=[\d.]+|0x[0-9a-f]+", "", said)[:300]
    assert case["case"] not in recorded, case
    recorded[case["case"]] = one
pathlib.Path(sys.argv[3]).write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n")
