"""Times Jinja2 and minijinja on templates from standard input: {"templates": [...], "seconds": n}."""
import json
import sys
import time


class Relation(str):
    pass


def context():
    return {
        "config": lambda **options: "",
        "ref": lambda *names: '"db"."analytics"."%s"' % names[-1],
        "source": lambda schema, table: '"raw"."%s"."%s"' % (schema, table),
        "var": lambda name, default=None: default,
        "is_incremental": lambda: True,
        "this": '"db"."analytics"."me"',
        "target": {"name": "dev", "schema": "analytics", "type": "duckdb"},
        "columns": [
            {"name": "column_%d" % i, "type": "text" if i % 3 else "number"} for i in range(20)
        ],
    }


class Jinja2:
    def __init__(self):
        import jinja2

        extensions = ["jinja2.ext.do", "jinja2.ext.loopcontrols"]
        self.environment = jinja2.Environment(extensions=extensions)

    def parse(self, texts):
        return [self.environment.from_string(text) for text in texts]

    def render(self, parsed, names):
        return [template.render(names) for template in parsed]


class MiniJinja:
    def __init__(self):
        import minijinja

        self.environment = minijinja.Environment()

    def parse(self, texts):
        for number, text in enumerate(texts):
            self.environment.add_template(str(number), text)
        return [str(number) for number in range(len(texts))]

    def render(self, parsed, names):
        return [self.environment.render_template(name, **names) for name in parsed]


def rate(work, seconds):
    """Rounds in a second of the processor, the best of three."""
    best = 0
    for _ in range(3):
        rounds = 0
        start = time.process_time()
        while True:
            work()
            rounds += 1
            took = time.process_time() - start
            if took > seconds / 3:
                break
        best = max(best, rounds / took)
    return best


def measure(engine_type, texts, seconds):
    names = context()
    start = time.perf_counter()
    engine = engine_type()
    loaded = time.perf_counter()
    output = engine.render(engine.parse(texts), names)
    cold = time.perf_counter() - loaded
    return {
        "load_ms": (loaded - start) * 1000,
        "cold_ms": cold * 1000,
        "parse": rate(lambda: engine.parse(texts), seconds),
        "once": rate(lambda: engine.render(engine.parse(texts), names), seconds),
        "render": rate(lambda parsed=engine.parse(texts): engine.render(parsed, names), seconds),
        "output": output,
    }


asked = json.load(sys.stdin)
answer = {}
for engine in (Jinja2, MiniJinja):
    try:
        answer[engine.__name__] = measure(engine, asked["templates"], asked["seconds"])
    except ImportError as e:
        print("SKIPPED: %s" % e, file=sys.stderr)
json.dump(answer, sys.stdout)
