"""Records what dbt Core lists for selections by state.

usage: state_selection.py PROJECT EDITS SELECTIONS FOLDER, prints JSON

Of each edit the project is parsed twice, before and after it; the first manifest is the state.
"""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import yaml
from dbt.cli.main import dbtRunner
from dbt.compilation import Linker
from dbt.contracts.state import PreviousState
from dbt.graph import ResourceTypeSelector, parse_difference
from dbt.task.list import ListTask
from dbt_common.events.event_manager_client import add_callback_to_manager

WARNINGS = {
    "SeedIncreased",
    "SeedExceedsLimitSamePath",
    "SeedExceedsLimitAndPathChanged",
    "SeedExceedsLimitChecksumChanged",
    "UnversionedBreakingChange",
}
PARSE = ["--no-partial-parse", "--profiles-dir", ".", "--quiet"]


def apply(folder, changes):
    for path, change in (changes or {}).items():
        file = folder / path
        if change.get("delete"):
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_bytes().decode() if file.exists() else ""
        if "replace" in change:
            assert change["replace"] in text, (path, change)
            text = text.replace(change["replace"], change["by"], 1)
        text = change.get("write", text)
        text += change.get("append", "") * change.get("times", 1)
        file.write_bytes(text.encode())


def parse(folder, edit):
    os.chdir(folder)
    for name in ("OWNER", "LAYER"):
        os.environ.pop(name, None)
    os.environ.update(edit.get("env", {}))
    options = ["--vars", json.dumps(edit.get("vars", {})), "--target", edit.get("target", "dev")]
    result = dbtRunner().invoke(["parse", *PARSE, *options])
    if not result.success:
        raise SystemExit(f"{edit}\n{result.exception}")
    return result.result


def words(warning):
    """Without its tag, its colour, and Python's name for an enumeration."""
    return re.sub(r"\x1b\[\d+m", "", warning).replace("[WARNING]: ", "").replace("ConstraintType.", "")


def listed(manifest, selections):
    """What the task of `dbt ls` does for each selection."""
    selector = ResourceTypeSelector(
        graph=Linker().get_graph(manifest),
        manifest=manifest,
        previous_state=PreviousState(Path("state"), Path("target"), Path.cwd()),
        resource_types=list(ListTask.ALL_RESOURCE_VALUES),
        include_empty_nodes=True,
    )
    warnings = set()
    add_callback_to_manager(
        lambda event: warnings.add(words(event.info.msg)) if event.info.name in WARNINGS else None
    )
    found = {}
    for selection in selections:
        warnings.clear()
        include, _, exclude = selection.partition(" --exclude ")
        spec = parse_difference(tuple(include.split()), tuple(exclude.split()))
        try:
            found[selection] = {"ids": sorted(selector.get_selected(spec))}
        except Exception as error:
            found[selection] = {"error": str(error)}
        if warnings:
            found[selection]["warnings"] = sorted(warnings)
    return found


def copy(project, folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project, folder)


def state(project, folder, given):
    copy(project, folder)
    apply(folder, given)
    parse(folder, {})
    return (folder / "target/manifest.json").read_bytes()


def compact(recorded):
    """Unique ids once, and their numbers in each selection."""
    lists = [each.get("ids", []) for edit in recorded.values() for each in edit.values()]
    ids = sorted({id for ids in lists for id in ids})
    numbers = {id: number for number, id in enumerate(ids)}
    for found in lists:
        found[:] = [numbers[id] for id in found]
    edits = ",\n".join(
        f"{json.dumps(edit)}: {{\n"
        + ",\n".join(f" {json.dumps(one)}: {json.dumps(what)}" for one, what in each.items())
        + "}"
        for edit, each in recorded.items()
    )
    return f'{{"ids": {json.dumps(ids, indent=0)},\n"edits": {{\n{edits}}}}}'


def main(project, edits, selections, folder):
    edits = yaml.safe_load(Path(edits).read_text())
    selections = yaml.safe_load(Path(selections).read_text())
    project, folder = Path(project).resolve(), Path(folder).resolve()
    untouched = state(project, folder, {})
    recorded = {}
    for edit in edits:
        given = edit.get("given")
        before = state(project, folder, given) if given else untouched
        copy(project, folder)
        apply(folder, given)
        apply(folder, edit.get("files"))
        (folder / "state").mkdir()
        (folder / "state/manifest.json").write_bytes(before)
        manifest = parse(folder, edit)
        recorded[edit["edit"]] = listed(manifest, selections)
    return compact(recorded)


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
