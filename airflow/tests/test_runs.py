"""Runs that outlive those who started them: the real crossroads-run, as the DAGs use it."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from crossroads.container import PRODUCER, Container, ContainerError
from crossroads.detached import DetachedRun

pytestmark = pytest.mark.usefixtures("here")


def run_of(run: str, name: str = "production-traffic") -> DetachedRun:
    return DetachedRun(Container(PRODUCER), name, run)


def ended(run: DetachedRun):
    deadline = time.monotonic() + 10
    while (status := run.status(0)).state == "running":
        assert time.monotonic() < deadline, status
        time.sleep(0.05)
    return status


def pid(state) -> int:
    file = state / "runs" / "production-traffic" / "pid"
    deadline = time.monotonic() + 5
    while not file.exists() or not file.read_text().strip():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return int(file.read_text())


def test_a_run_is_followed_to_its_end_and_its_report_collected():
    run = run_of("first")
    script = 'echo one; echo two; echo \'{"sent": 2}\' > "$CROSSROADS_RUN_FOLDER/report.json"'
    assert run.start(60, ["bash", "-c", script]) is None

    status = ended(run)

    assert (status.state, status.code, status.lines) == ("ended", 0, ["one", "two"])
    assert run.status(4).lines == ["two"]
    assert run.collect() == {"sent": 2}


def test_starting_again_finds_the_run_that_is_there(state):
    run = run_of("first")
    run.start(60, ["sleep", "30"])
    first = pid(state)

    assert run.start(60, ["sleep", "30"]) is None

    assert pid(state) == first


def test_of_many_that_start_at_once_one_runs(state):
    begun = threading.Barrier(8)

    def start(number: int):
        begun.wait()
        return run_of(f"run-{number}").start(60, ["bash", "-c", "echo begun; sleep 30"])

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(start, range(8)))

    assert answers.count(None) == 1
    winner = f"run-{answers.index(None)}"
    assert {answer for answer in answers if answer} == {winner}
    assert (state / "runs/production-traffic/output").read_text() == "begun\n"


def test_a_run_that_ended_unseen_is_reported_and_not_repeated():
    run = run_of("first")
    run.start(60, ["bash", "-c", "echo only once; exit 3"])
    ended(run)

    assert run.start(60, ["echo", "again"]) is None

    assert (ended(run).lines, ended(run).code) == (["only once"], 3)


def test_a_collected_run_may_be_repeated():
    run = run_of("first")
    run.start(60, ["echo", "once"])
    ended(run)
    run.collect()

    run.start(60, ["echo", "twice"])

    assert ended(run).lines == ["twice"]


def test_what_was_killed_is_lost_and_leaves_no_lock(state):
    run = run_of("first")
    run.start(60, ["sleep", "30"])
    os.killpg(pid(state), signal.SIGKILL)

    assert ended(run).state == "lost"
    run.collect()
    assert run_of("second").start(60, ["true"]) is None


def test_a_run_that_takes_too_long_is_ended_and_says_so():
    run = run_of("first")
    run.start(1, ["sleep", "30"])

    status = ended(run)

    assert status.code == 124
    assert status.lines == ["error: not done after 1 s, so it was ended"]


def test_a_stop_lets_the_command_end_by_itself(state):
    run = run_of("first")
    run.start(60, ["bash", "-c", "trap 'echo ending; exit 5' TERM; echo up; sleep 30 & wait"])
    while run.status(0).lines != ["up"]:
        time.sleep(0.05)

    run.container.check(["crossroads-run", "stop", "production-traffic"], 10, print)

    assert (ended(run).lines, ended(run).code) == (["up", "ending"], 5)


@pytest.mark.parametrize("name", ["", "../etc", "A", "a b", "a" * 65])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(ContainerError, match="no name of a run"):
        run_of("first", name).start(60, ["true"])


def test_output_is_read_to_its_end_however_much_it_is():
    run = run_of("first")
    run.start(60, ["seq", "30000"])
    ended(run)

    lines, offset = [], 0
    while (status := run.status(offset)).lines:
        lines += status.lines
        offset = status.offset

    assert offset == len("".join(f"{number}\n" for number in range(1, 30001)))
    assert lines[0] == "1"
    assert lines[-1] == "30000"
