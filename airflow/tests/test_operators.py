"""Tasks as Airflow runs them: started, deferred, followed by the trigger, finished."""

from __future__ import annotations

import asyncio
import subprocess
import time
from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException, TaskDeferred
from conftest import SCRIPTS
from crossroads import operators, triggers
from crossroads.operators import (
    HistoryOperator,
    ProduceOperator,
    ReconcileOperator,
    ViewsOperator,
)
from crossroads.pipelines import PIPELINES, Pipeline

FORM = {
    "pipeline": "traffic",
    "rate": 100.0,
    "duration": 60,
    "seed": 1,
    "invalid": 0.01,
    "late": 0,
    "out_of_order": 0,
    "duplicates": 0.5,
}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(triggers, "SECONDS_BETWEEN", 0.05)


class Production(ProduceOperator):
    """Produces by a script."""

    script = "true"

    def command(self, params):
        return ["bash", "-c", self.script]


def production(script: str) -> Production:
    task = Production(task_id="produce_traffic_data")
    task.script = script
    return task


def context(run: str, form=FORM) -> dict:
    return {"params": form, "dag_run": SimpleNamespace(dag_id="Streaming_Producer", run_id=run)}


def defer(step, *arguments) -> TaskDeferred:
    with pytest.raises(TaskDeferred) as deferred:
        step(*arguments)
    return deferred.value


def fire(deferral: TaskDeferred) -> dict:
    """Rebuilds the trigger from what is stored of it, and waits for its event."""
    path, arguments = deferral.trigger.serialize()
    trigger = getattr(triggers, path.rpartition(".")[2])(**arguments)

    async def first():
        async for event in trigger.run():
            return event.payload
        return None

    return asyncio.run(asyncio.wait_for(first(), 20))


def test_a_production_is_followed_and_its_totals_are_the_result(here, capsys):
    report = '{"sent": 6000, "acknowledged": 6000}'
    task = production(f"echo going on; echo '{report}' > $CROSSROADS_RUN_FOLDER/report.json")

    deferral = defer(task.execute, context("run-1"))
    result = getattr(task, deferral.method_name)(context("run-1"), fire(deferral))

    assert result == {"sent": 6000, "acknowledged": 6000}
    log = capsys.readouterr().out
    assert "going on" in log
    assert "acknowledged: 6000" in log


def test_a_command_without_a_report_is_summed_up_by_its_last_line(here):
    task = production("echo working; echo 1 of 1 files converted")
    deferral = defer(task.execute, context("run-1"))

    result = task.finish(context("run-1"), fire(deferral))

    assert result == {"summary": "1 of 1 files converted"}


def test_a_cleared_task_finds_its_production(here, state):
    task = production("echo begun >> ../times; sleep 1")
    defer(task.execute, context("run-1"))
    deferral = defer(task.execute, context("run-1"))

    task.finish(context("run-1"), fire(deferral))

    assert (state / "runs/times").read_text() == "begun\n"


def test_a_second_run_waits_for_the_first_and_then_begins(here, state):
    first = production("echo first >> ../order; sleep 0.5; echo first ends >> ../order")
    second = production("echo second >> ../order")
    defer(first.execute, context("run-1"))

    waiting = defer(second.execute, context("run-2"))
    assert waiting.method_name == "begin"
    deferral = defer(second.begin, context("run-2"), fire(waiting))
    fire(deferral)

    assert (state / "runs/order").read_text() == "first\nfirst ends\nsecond\n"


def test_a_production_that_another_took_the_place_of_is_not_sent_again(here, state):
    lost = production("echo lost >> ../order; kill -9 -- -$(cat pid)")
    other = production("echo other >> ../order")
    following = defer(lost.execute, context("run-1"))
    assert fire(following)["state"] == "lost"
    fire(defer(other.execute, context("run-2")))

    again = defer(lost.execute, context("run-1"))
    event = fire(again)
    with pytest.raises(AirflowFailException, match="its container was restarted"):
        lost.finish(context("run-1"), event)

    assert event["state"] == "lost"
    assert (state / "runs/order").read_text() == "lost\nother\n"


def test_a_failed_production_fails_the_task_with_its_reason(here, capsys):
    task = production("echo starting; echo 'error: the broker is not there'; echo bye; exit 1")
    deferral = defer(task.execute, context("run-1"))

    with pytest.raises(AirflowException, match="the broker is not there") as failure:
        task.finish(context("run-1"), fire(deferral))

    assert not isinstance(failure.value, AirflowFailException)
    last = capsys.readouterr().out.splitlines()[-1]
    assert "the production failed: the broker is not there (exit code 1)" in last


@pytest.mark.parametrize(
    "script",
    [
        "echo 'error: --rate 0 is no rate'; exit 2",
        "echo '{\"sent\": 5}' > $CROSSROADS_RUN_FOLDER/report.json; exit 1",
        "kill -9 -- -$(cat pid)",
    ],
    ids=["wrong usage", "some events were sent", "killed"],
)
def test_what_a_retry_would_not_mend_or_would_send_twice_is_not_retried(here, script):
    task = production(script)
    deferral = defer(task.execute, context("run-1"))

    with pytest.raises(AirflowFailException):
        task.finish(context("run-1"), fire(deferral))


def test_a_retry_after_a_failure_runs_the_command_again(here, state):
    task = production("echo begun >> ../times; exit 1")
    for _ in range(2):
        deferral = defer(task.execute, context("run-1"))
        with pytest.raises(AirflowException):
            task.finish(context("run-1"), fire(deferral))

    assert (state / "runs/times").read_text() == "begun\nbegun\n"


def test_the_trigger_bears_a_container_that_restarts(here, monkeypatch):
    task = production("echo done")
    deferral = defer(task.execute, context("run-1"))
    run = operators.Container.run
    until = time.monotonic() + 0.3

    def away(self, *arguments):
        if time.monotonic() < until:
            raise operators.ContainerError("no such container")
        return run(self, *arguments)

    monkeypatch.setattr(operators.Container, "run", away)

    assert fire(deferral)["state"] == "ended"


def test_a_container_that_stays_away_ends_the_wait(here, monkeypatch):
    task = production("sleep 30")
    deferral = defer(task.execute, context("run-1"))

    def away(*_):
        raise operators.ContainerError("no such container")

    monkeypatch.setattr(operators.Container, "run", away)
    event = fire(deferral)

    with pytest.raises(AirflowException, match="no such container"):
        task.finish(context("run-1"), event)


def test_the_form_becomes_options_of_the_producer():
    command = ProduceOperator(task_id="produce_traffic_data").command(FORM | {"rate": 0.001})

    assert " ".join(command) == (
        "/opt/crossroads/bin/crossroads-produce --pipeline traffic --rate 0.001 --duration 60s"
        " --seed 1 --invalid 0.01 --late 0 --out-of-order 0 --duplicates 0.5"
    )


@pytest.mark.parametrize("rate", [0.001, 1, 99_999.5, 100_000])
def test_a_rate_is_written_as_it_was_given(rate):
    command = ProduceOperator(task_id="produce_traffic_data").command(FORM | {"rate": rate})

    assert float(command[command.index("--rate") + 1]) == rate


def test_without_a_rate_the_producer_takes_the_pipelines_own():
    command = ProduceOperator(task_id="produce_traffic_data").command(FORM | {"rate": None})

    assert "--rate" not in command


def test_history_goes_where_the_lake_is_and_without_history_analyses_run(monkeypatch):
    form = {"pipeline": "traffic", "input": "/data", "output": None}
    form |= {"date_format": None, "number_format": None, "charset": None}
    form |= {"max_rejected_share": 0.1}
    task = HistoryOperator(task_id="run_spark_batch")
    assert "--output" not in task.command(form)

    monkeypatch.setitem(PIPELINES, "events", Pipeline("events", None))
    assert task.command(form | {"pipeline": "events"})[1:] == [
        *("analyses", "--pipeline", "events", "--if-any")
    ]


def test_the_form_becomes_options_of_history():
    form = {"pipeline": "traffic", "input": "/data", "output": "s3a://out"}
    form |= {"date_format": None, "number_format": None, "charset": None}
    form |= {"max_rejected_share": 0.1}
    task = HistoryOperator(task_id="run_spark_batch")

    assert task.command(form)[1:] == [
        *("history", "--pipeline", "traffic", "--input", "/data", "--output", "s3a://out"),
        "--max-rejected-share=0.1",
    ]
    assert task.command(form | {"date_format": "d/M/yyyy"})[-2] == "--date-format=d/M/yyyy"
    assert task.command(form | {"number_format": "1.234,5"})[-2] == "--number-format=1.234,5"
    assert task.command(form | {"charset": "ISO-8859-1"})[-2] == "--charset=ISO-8859-1"


@pytest.mark.parametrize(
    ("last", "repeated"),
    [
        ("error: 1 not converted: a.csv (the same again fails the same way)\n", False),
        ("error: cannot write to s3a://out: connection refused\n", True),
    ],
)
def test_what_only_a_person_can_mend_is_not_tried_again(last, repeated):
    task = HistoryOperator(task_id="run_spark_batch")

    assert task.may_be_repeated({"state": "ended", "code": 1, "last": last}, {}) is repeated


@pytest.mark.parametrize(
    ("full", "reset", "more"),
    [(False, False, ""), (True, False, " --full"), (False, True, " --reset-horizon")],
)
def test_the_form_becomes_options_of_views(full, reset, more):
    form = {"pipeline": "traffic", "full": full, "reset_horizon": reset}
    command = ViewsOperator(task_id="run_views").command(form)

    assert " ".join(command[1:]) == "views --pipeline traffic --analyses" + more


def test_a_reconciliation_compares_cells():
    form = {"pipeline": "traffic"}

    assert ReconcileOperator(task_id="r").command(form)[1:] == [
        *("reconcile", "--pipeline", "traffic", "--cells")
    ]


class Reconciliation(ReconcileOperator):
    """Reconciles by a script."""

    script = "true"

    def command(self, params):
        return ["bash", "-c", self.script]


def reconciliation(script: str) -> Reconciliation:
    task = Reconciliation(task_id="run_reconcile")
    task.script = script
    return task


def test_cells_that_differ_are_told_last_and_are_not_looked_at_again(here, capsys):
    task = reconciliation(
        'echo \'{"rows": [1], "exact": true, "cells": {"differ": 1, "examples": ["S1 3 not 4"]}}\''
        " > $CROSSROADS_RUN_FOLDER/report.json; echo '9 cells, 1 differ'; exit 1"
    )
    deferral = defer(task.execute, context("run-1"))

    with pytest.raises(AirflowFailException, match="9 cells, 1 differ"):
        task.finish(context("run-1"), fire(deferral))

    log = capsys.readouterr().out.splitlines()
    assert "S1 3 not 4" in log[-2]
    assert "rows" not in "".join(log[-4:])


def test_a_comparison_that_did_not_come_about_is_tried_again(here):
    task = reconciliation("echo 'error: the store is not there'; exit 1")
    deferral = defer(task.execute, context("run-1"))

    with pytest.raises(AirflowException, match="the store is not there") as failure:
        task.finish(context("run-1"), fire(deferral))

    assert not isinstance(failure.value, AirflowFailException)


def test_a_batch_job_is_there_once_whoever_asks(here, state):
    first = reconciliation("echo first >> ../order; sleep 0.5; echo ends >> ../order")
    second = reconciliation("echo second >> ../order")
    defer(first.execute, context("run-1"))

    fire(defer(second.begin, context("run-2"), fire(defer(second.execute, context("run-2")))))

    assert (state / "runs/order").read_text() == "first\nends\nsecond\n"


@pytest.mark.parametrize("words", [[], ["sql"], ["--pipeline", "traffic"]])
def test_a_batch_job_that_is_none_is_refused(words):
    done = subprocess.run([SCRIPTS / "crossroads-batch", *words], capture_output=True, check=False)

    assert done.returncode == 2
    assert b"history|views|analyses|reconcile" in done.stderr


def test_the_batch_job_has_an_account_of_its_own_and_reports_to_its_run(tmp_path, monkeypatch):
    submit = tmp_path / "bin" / "spark-submit"
    submit.parent.mkdir()
    submit.write_text('#!/bin/sh\necho "$AWS_PROFILE $CROSSROADS_STORE_USER" "$@"\n')
    submit.chmod(0o755)
    monkeypatch.setenv("SPARK_HOME", str(tmp_path))
    monkeypatch.setenv("CROSSROADS_RUN_FOLDER", "/run/r")

    def said(*words: str) -> str:
        return subprocess.check_output([SCRIPTS / "crossroads-batch", *words], text=True).strip()

    assert said("views", "--full").startswith("batch batch --master spark://spark-master:7077")
    assert said("views", "--full").endswith("spark-batch-job.jar views --full")
    assert said("reconcile").endswith("reconcile --json /run/r/report.json")


def test_every_command_that_a_dag_runs_exists():
    for name in ("run", "produce", "topic", "batch", "stream"):
        assert (SCRIPTS / f"crossroads-{name}").stat().st_mode & 0o111
