"""What the tests share: commands of the containers, run by the real scripts on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

AIRFLOW = Path(__file__).resolve().parents[1]
SCRIPTS = AIRFLOW.parent / "bin" / "stack"
sys.path.insert(0, str(AIRFLOW / "dags"))

from crossroads import container  # noqa: E402


@pytest.fixture
def state(tmp_path, monkeypatch) -> Path:
    """An empty volume for the scripts."""
    folder = tmp_path / "state"
    monkeypatch.setenv("CROSSROADS_STATE", str(folder))
    monkeypatch.setenv("CROSSROADS_PRODUCER_CONTAINER", "producer")
    monkeypatch.setenv("CROSSROADS_SPARK_SUBMIT_CONTAINER", "spark-submit")
    yield folder
    for pid in folder.glob("runs/*/pid"):
        subprocess.run(["kill", "-9", "--", f"-{pid.read_text().strip()}"], check=False)


@pytest.fixture
def here(state, monkeypatch):
    """Has commands for containers run here, and returns those that were asked for."""
    asked: list[list[str]] = []

    def run(self, command, seconds, each_line=None):
        asked.append(command)
        done = subprocess.run(
            ["timeout", str(seconds), str(SCRIPTS / command[0]), *command[1:]],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            env=os.environ,
        )
        for line in done.stdout.decode().splitlines():
            if each_line and line:
                each_line(line)
        return container.Outcome(done.returncode, done.stdout)

    monkeypatch.setattr(container.Container, "run", run)
    return asked
