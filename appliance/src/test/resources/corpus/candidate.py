"""candidate.py ID WORK -- COMMAND...: runs COMMAND in the place of dbt on one project of the corpus and holds
each stage against the recording of dbt's own run. The last lines are those of compare.py.

Environment: BAILEY_CORPUS, the folder with corpus.json and the tools beside it; CORPUS_MIRROR, CORPUS_SDISTS and
CORPUS_WHEELS, where projects come from; CORPUS_RECORDINGS, other recordings (those of projects that compute with
today's date hold for a day); CORPUS_PG_HOST, _PORT, _USER and _PASSWORD."""
import json, os, subprocess, sys, time

CORPUS = os.environ["BAILEY_CORPUS"]
sys.path.insert(0, CORPUS)
import compare, corpuslib, record


class Candidate:
    """Has the shape of record.py's way to run dbt."""

    command = []

    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment

    def __call__(self, arguments, log, timeout):
        start = time.time()
        with open(log, "w") as out:
            code = subprocess.run(
                self.command + arguments, cwd=self.folder, env=self.environment, stdout=out,
                stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=timeout).returncode
        return code, round(time.time() - start, 1), 0

    def close(self):
        pass


def main():
    name, work = sys.argv[1:3]
    Candidate.command = sys.argv[sys.argv.index("--") + 1:]
    record.Dbt = Candidate
    record.PG = {key: os.environ.get("CORPUS_PG_" + key.upper(), value) for key, value in record.PG.items()}
    record.PG["port"] = int(record.PG["port"])
    with open(f"{CORPUS}/corpus.json") as file:
        config = next(one for one in json.load(file)["projects"] if one["id"] == name)
    recording = f"{os.environ.get('CORPUS_RECORDINGS', CORPUS + '/recordings')}/{name}.json.gz"
    os.makedirs(work, exist_ok=True)
    result, kept = record.one_run(config, work, os.environ.get("CORPUS_MIRROR", "mirror"), 1)
    for step in [step[0] for step in result["steps"] if step[0] not in ("deps", "docs")]:
        theirs = corpuslib.load_json(recording)
        if step not in theirs["stages"]:
            continue
        contents = result.get("dump" + step.split("_")[0])
        corpuslib.dump = lambda _: contents
        found, bad = compare.compare(theirs, step, f"{kept}/{step}", contents is not None and "here")
        for check, (equal, all_items) in found.items():
            print(f"  {check:10} {equal:6}/{all_items}")
            for one in bad[check][:20]:
                print("      -", one[:400])
        scored = [value for key, value in found.items() if key != "macros"]
        equal, all_items = (sum(value[i] for value in scored) for i in (0, 1))
        verdict = "EXACT" if equal == all_items and all_items else "DIFF"
        print(f"PROJECT {name} {step} {verdict} {100 * equal / all_items if all_items else 0:.2f}%")


main()
