"""A standalone Spark cluster as its pages show it, and the commands that change it."""

from __future__ import annotations

import json
import stat
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# Stands for spark-submit and spark-class: what they ask of the cluster, the page is told.
COMMAND = """#!/usr/bin/env bash
printf '%s\\n' "$*" >>"FOLDER/asked"
env >"FOLDER/environment"
case "$*" in
  *" position "*) cat "FOLDER/position"; exit 0 ;;
  *"--supervise"*) curl -fs "PAGE/submit" ;;
  *"Client kill"*) curl -fs "PAGE/kill?${*: -1}" ;;
esac
"""


class FakeCluster:
    """Master and worker in one; drivers run one application each, unless told otherwise."""

    def __init__(self, folder: Path, monkeypatch):
        self.drivers: dict[str, dict] = {}
        self.ended: dict[str, dict] = {}
        self.applications: dict[str, str] = {}
        self.logs: dict[str, str] = {}
        self.status = "ALIVE"
        self.application_begins = True
        self.kill_works = True
        self._lock = threading.Lock()
        self._folder = folder
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.page = f"http://127.0.0.1:{self._server.server_port}"
        for name in ("spark-submit", "spark-class"):
            command = folder / "bin" / name
            command.parent.mkdir(parents=True, exist_ok=True)
            command.write_text(COMMAND.replace("FOLDER", str(folder)).replace("PAGE", self.page))
            command.chmod(command.stat().st_mode | stat.S_IXUSR)
        self.position("traffic-stream 0:10")
        monkeypatch.setenv("SPARK_HOME", str(folder))
        monkeypatch.setenv("CROSSROADS_SPARK_MASTER_PAGE", self.page)

    def position(self, archive: str, live: str = "", lag: int = 0, live_lag: int = 0) -> None:
        """How far the queries are; by default both at the same place."""
        self.say_of_position(
            f"lag={lag} position={archive}\nlive lag={live_lag} position={live or archive}"
        )

    def say_of_position(self, text: str) -> None:
        (self._folder / "position").write_text(text + "\n")

    def asked(self, part: str) -> int:
        """How many commands with these words were run."""
        file = self._folder / "asked"
        return file.read_text().count(part) if file.exists() else 0

    def environment(self) -> dict[str, str]:
        """What the last command had in its environment."""
        lines = (self._folder / "environment").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def submit(self, pipeline: str = "traffic", command: str = "stream") -> str:
        with self._lock:
            number = len(self.drivers) + len(self.ended)
            driver = f"driver-20261121170000-{number:04d}"
            self.drivers[driver] = self._described(driver, "RUNNING")
            self.logs[driver] = (
                f'Launch Command: "java" "io.crossroads.streaming.Main" "{command}" "--pipeline"'
                f' "{pipeline}"\n========\n'
            )
            if self.application_begins:
                self.applications[f"crossroads {command} {pipeline}"] = f"app-{number:04d}"
        return driver

    def end(self, driver: str, state: str = "KILLED") -> None:
        with self._lock:
            self.ended[driver] = self.drivers.pop(driver) | {"state": state}
            self.applications.clear()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @staticmethod
    def _described(driver: str, state: str) -> dict:
        return {
            "id": driver,
            "state": state,
            "worker": "worker-1",
            "mainclass": "io.crossroads.streaming.Main",
        }

    def _answer(self, path: str, query: str) -> str:
        if path == "/submit":
            return f"INFO Driver successfully submitted as {self.submit()}\n"
        if path == "/kill":
            if self.kill_works:
                self.end(query)
            return ""
        if path == "/log/":
            asked = urllib.parse.parse_qs(query)
            log = self.logs.get(asked["driverId"][0], "").encode()
            begin = min(int(asked["offset"][0]), len(log))
            end = min(begin + int(asked["byteLength"][0]), len(log))
            heading = f"==== Bytes {begin}-{end} of {len(log)} of /var/lib/spark/work/stderr ====\n"
            return heading + log[begin:end].decode()
        with self._lock:
            worker = {
                "id": "worker-1",
                "host": "10.0.0.2",
                "webuiaddress": self.page,
                "coresfree": 1,
                "memoryfree": 512,
                "state": "ALIVE",
            }
            return json.dumps(
                {
                    "status": self.status,
                    "workers": [worker],
                    "activeapps": [
                        {"name": name, "id": app} for name, app in self.applications.items()
                    ],
                    "activedrivers": list(self.drivers.values()),
                    "completeddrivers": list(self.ended.values()),
                }
            )

    def _handler(self):
        cluster = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                path, _, query = self.path.partition("?")
                body = cluster._answer(path, query).encode()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler
