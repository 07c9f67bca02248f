"""What installer/try does once Bailey is built: everything through the same doors that any client uses."""

import argparse
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

PASSWORD = "try-" + os.urandom(12).hex()


def free(port):
    """The port if it is free, else one that is."""
    for candidate in (port, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise SystemExit("no free port")


class Bailey:
    """A running appliance and a session in it."""

    def __init__(self, command, home, port):
        environment = dict(
            os.environ,
            BAILEY_HOST="127.0.0.1",
            BAILEY_HTTPS_PORT=str(port),
            BAILEY_HTTP_PORT=str(free(8080)),
            BAILEY_SSH_PORT=str(free(8022)),
        )
        self.process = subprocess.Popen(
            [command, "serve", "--home", str(home)], stdout=subprocess.PIPE, text=True, env=environment
        )
        self.said = {}
        for line in self.process.stdout:
            line = line.strip()
            if line.startswith("Bailey is ready"):
                self.base = line.split(": ", 1)[1]
            elif line.startswith(("login", "password", "certificate")):
                word, value = line.split(None, 1)
                self.said[word] = value
            if line.startswith("password"):
                break
        else:
            raise SystemExit("Bailey did not start, or its home was used before; what it said is above")
        # The certificate is one of its own making, on this machine: nobody else could have answered.
        self.trust = ssl._create_unverified_context()
        self.token = None
        self.cookie = None
        self.csrf = None

    def call(self, method, path, body=None, raw=False):
        request = urllib.request.Request(self.base + path, method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", "Token " + self.token)
        elif self.cookie:
            request.add_header("Cookie", self.cookie)
            request.add_header("X-CSRF-Token", self.csrf or "")
        try:
            response = urllib.request.urlopen(request, context=self.trust, timeout=60)
        except urllib.error.HTTPError as refused:
            raise SystemExit(f"{method} {path}: {refused.code} {refused.read().decode()}") from None
        if raw:
            return response
        cookie = response.headers.get("Set-Cookie")
        if cookie:
            self.cookie = cookie.split(";")[0]
        text = response.read()
        return json.loads(text) if text else None

    def sign_in(self):
        session = self.call(
            "POST", "/api/bailey/v1/session", {"login": self.said["login"], "password": self.said["password"]}
        )
        self.csrf = session["csrf_token"]
        session = self.call(
            "PUT",
            "/api/bailey/v1/password",
            {"current_password": self.said["password"], "new_password": PASSWORD},
        )
        self.csrf = session["csrf_token"]
        self.token = self.call("POST", "/api/bailey/v1/tokens", {"name": "installer/try", "days": 1})["token"]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()


def push(sample, url, token):
    """Commits the sample and pushes it with the stock git client."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "spokes"
        shutil.copytree(sample, work)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull, GIT_TERMINAL_PROMPT="0")

        def git(*words, **more):
            done = subprocess.run(
                ["git", "-c", "user.name=Bailey", "-c", "user.email=try@localhost", *words],
                cwd=work, env={**environment, **more}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )
            if done.returncode:
                raise SystemExit(f"git {words[0]}: {done.stdout}")

        git("init", "-q", "-b", "main")
        git("add", "-A")
        git("commit", "-q", "-m", "Add the sample project")
        # In the environment and not on the command line, where every user of the machine could read it.
        secret = {
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": "http.extraHeader",
            "GIT_CONFIG_VALUE_0": "Authorization: Bearer " + token,
            "GIT_CONFIG_KEY_1": "http.sslVerify",
            "GIT_CONFIG_VALUE_1": "false",
        }
        git("push", "-q", url, "main", **secret)


def define(bailey):
    """A project with its repository, its warehouse, an environment and a job; what the UI's forms do."""
    account = "/api/v3/accounts/1"
    project = bailey.call("POST", f"{account}/projects/", {"name": "Spokes", "description": "A bike rental"})["data"]
    repository = bailey.call(
        "POST", f"{account}/projects/{project['id']}/managed-repositories/", {"name": "spokes"}
    )["data"]
    connection = bailey.call(
        "POST",
        f"{account}/connections/",
        {"name": "Embedded DuckDB", "adapter_version": "duckdb_v0", "config": {"database": "spokes"}},
    )["data"]
    credentials = bailey.call(
        "POST",
        f"{account}/projects/{project['id']}/credentials/",
        {"type": "duckdb", "default_schema": "analytics", "threads": 4},
    )["data"]
    environment = bailey.call(
        "POST",
        f"{account}/projects/{project['id']}/environments/",
        {
            "name": "Production", "type": "deployment", "deployment_type": "production",
            "connection_id": connection["id"], "credentials_id": credentials["id"],
        },
    )["data"]
    job = bailey.call(
        "POST",
        "/api/v2/accounts/1/jobs/",
        {
            "project_id": project["id"], "environment_id": environment["id"], "name": "Build everything",
            "execute_steps": ["dbt build"], "settings": {"threads": 4, "target_name": "prod"},
            "triggers": {"schedule": False}, "generate_docs": True,
        },
    )["data"]
    return repository, job


def events(response):
    """The server-sent events of a response."""
    event = None
    for line in response:
        line = line.decode().rstrip("\n")
        if line.startswith("event: "):
            event = line[7:]
        elif line.startswith("data: "):
            yield event, json.loads(line[6:])


def step_name(bailey, run, index):
    """What a step of a run is called, such as: Invoke dbt with `dbt build`."""
    steps = bailey.call("GET", f"/api/bailey/v1/runs/{run['id']}")["steps"]
    return next((step["name"] for step in steps if step["index"] == index), f"Step {index}")


def follow(bailey, run):
    """Shows each node as it finishes; gives the run at its end."""
    shown = set()
    named = None
    state = run
    for event, data in events(bailey.call("GET", f"/api/bailey/v1/runs/{run['id']}/events", raw=True)):
        if event == "node" and data["finished_at"] and (data["step"], data["unique_id"]) not in shown:
            shown.add((data["step"], data["unique_id"]))
            if data["step"] != named:
                named = data["step"]
                print(f"-- {step_name(bailey, run, named)}", flush=True)
            print(f"  {data['status']:8} {data['resource_type']:9} {data['name']}", flush=True)
            if data["status"] in ("error", "fail") and data["message"]:
                print("           " + data["message"].replace("\n", "\n           "), flush=True)
        elif event == "run":
            state = data
        elif event == "end":
            break
    return state


def main():
    arguments = argparse.ArgumentParser()
    for name in ("--bailey", "--sample", "--home", "--once"):
        arguments.add_argument(name, required=True)
    arguments.add_argument("--port", type=int, default=8443)
    given = arguments.parse_args()
    print("== Starting Bailey on an empty home", flush=True)
    bailey = Bailey(given.bailey, given.home, free(given.port))
    try:
        bailey.sign_in()
        print("== Hosting the sample project, defining a job", flush=True)
        repository, job = define(bailey)
        push(given.sample, f"{bailey.base}/git/{repository['full_name']}.git", bailey.token)
        run = bailey.call("POST", f"/api/v2/accounts/1/jobs/{job['id']}/run/", {"cause": "installer/try"})["data"]
        print(f"== Running job {job['id']} as run {run['id']}", flush=True)
        ended = follow(bailey, run)
        print(f"== {ended['status_humanized']}" + (f": {ended['message']}" if ended["message"] else ""), flush=True)
        if given.once == "yes":
            return 0 if ended["status"] == 10 else 1
        print(f"\n  {bailey.base}/runs/{run['id']}")
        print(f"  login {bailey.said['login']}, password {PASSWORD}")
        print("  (your browser warns of a certificate that Bailey made itself; its SHA-256 is")
        print(f"   {bailey.said['certificate'].split()[-1]})")
        print("  Ctrl-C ends it.", flush=True)
        bailey.process.wait()
        return 0
    except KeyboardInterrupt:
        return 0
    finally:
        bailey.stop()
        if given.once == "yes":
            shutil.rmtree(given.home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
