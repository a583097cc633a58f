"""Tasks that have something done in a container and follow it, in short pieces.

A task's process lives for seconds only: it starts what is to be done, or finds it at work, and
defers. A task that was cleared, retried or lost with its scheduler does the same again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from typing import Any, NoReturn

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from crossroads.container import PRODUCER, SPARK_SUBMIT, Container, ContainerError, reason
from crossroads.detached import DetachedRun
from crossroads.pipelines import PIPELINES
from crossroads.stream import StreamingJob
from crossroads.triggers import JobAdvances, RunHasEnded

WRONG_USAGE = 2
# What 'history' says of a failure that stays until a person has changed something.
FINAL = "(the same again fails the same way)"
LONGEST_WAIT_FOR_ANOTHER = timedelta(hours=25)
MARGIN = timedelta(minutes=10)
SECONDS_UNTIL_ADVANCING = 300


class DetachedOperator(BaseOperator):
    """Has a command run in a container, once, and follows it to its end."""

    variable: str
    noun: str

    def command(self, params: dict[str, Any]) -> list[str]:
        """The command that does the work."""
        raise NotImplementedError

    def limit(self, params: dict[str, Any]) -> timedelta:
        """After how long it is ended in any case."""
        raise NotImplementedError

    def may_be_repeated(self, event: dict[str, Any], report: dict[str, Any]) -> bool:
        """Whether a retry after a failure does no harm."""
        raise NotImplementedError

    def execute(self, context) -> NoReturn:
        self.begin(context)

    def begin(self, context, event: dict[str, Any] | None = None) -> NoReturn:
        """Starts the run, or finds it, or waits for another one to end."""
        params = context["params"]
        run = self._run(context)
        limit = self.limit(params)
        command = self.command(params)
        self.log.info("in container %s: %s", run.container.name, " ".join(command))
        other = _or_fail(run.start, int(limit.total_seconds()), command)
        if other:
            self.log.info("%s is done by %s: waiting for its end", run.name, other)
            waiting = RunHasEnded(self.variable, run.name, other, silent=True)
            self.defer(trigger=waiting, method_name="begin", timeout=LONGEST_WAIT_FOR_ANOTHER)
        following = RunHasEnded(self.variable, run.name, run.run)
        self.defer(trigger=following, method_name="finish", timeout=limit + MARGIN)

    def finish(self, context, event: dict[str, Any]) -> dict[str, Any]:
        """Reports what came out; a run that failed fails the task, with the reason."""
        if event["state"] == "unknown":
            raise AirflowException(event["last"])
        report = self.result(_or_fail(self._run(context).collect)) or self._summary(event)
        for name, value in report.items():
            self.log.info("%s: %s", name, value)
        if event["state"] == "ended" and event["code"] == 0:
            return report
        why = f"the {self.noun} failed: {self._why(event)}"
        self.log.error("%s", why)
        if event["code"] == WRONG_USAGE or not self.may_be_repeated(event, report):
            raise AirflowFailException(why)
        raise AirflowException(why)

    def result(self, report: dict[str, Any]) -> dict[str, Any]:
        """What of a report is for the log, and becomes the task's result."""
        return report

    @staticmethod
    def _summary(event: dict[str, Any]) -> dict[str, Any]:
        """Of a command that writes no report, the last line that it printed."""
        last = event["last"].strip().splitlines()
        return {"summary": last[-1]} if event["code"] == 0 and last else {}

    def _why(self, event: dict[str, Any]) -> str:
        if event["state"] != "ended":
            return "it ended without an exit code: its container was restarted, or it was killed"
        return f"{reason(event['last'])} (exit code {event['code']})"

    def _run(self, context) -> DetachedRun:
        name = f"{self.noun}-{context['params']['pipeline']}".replace("_", "-")
        run = f"{context['dag_run'].dag_id}/{context['dag_run'].run_id}"
        return DetachedRun(Container(self.variable), name, run)


class ProduceOperator(DetachedOperator):
    """Sends simulated events of a pipeline until the time is over."""

    variable = PRODUCER
    noun = "production"

    def command(self, params: dict[str, Any]) -> list[str]:
        return [
            "/opt/crossroads/bin/crossroads-produce",
            *("--pipeline", params["pipeline"]),
            *(() if params["rate"] is None else ("--rate", f"{params['rate']:.15g}")),
            *("--duration", f"{params['duration']}s"),
            *("--seed", str(params["seed"])),
            *("--invalid", f"{params['invalid']:.15g}"),
            *("--late", f"{params['late']:.15g}"),
            *("--out-of-order", f"{params['out_of_order']:.15g}"),
            *("--duplicates", f"{params['duplicates']:.15g}"),
        ]

    def limit(self, params: dict[str, Any]) -> timedelta:
        return timedelta(seconds=params["duration"]) + MARGIN

    def may_be_repeated(self, event: dict[str, Any], report: dict[str, Any]) -> bool:
        return event["state"] == "ended" and report.get("sent", 0) == 0


class BatchOperator(DetachedOperator):
    """A command of the batch job, which may be repeated at any time."""

    variable = SPARK_SUBMIT
    longest = timedelta(hours=6)

    def words(self, params: dict[str, Any]) -> list[str]:
        """What is said besides the command and the pipeline."""
        raise NotImplementedError

    def command(self, params: dict[str, Any]) -> list[str]:
        return batch_command(self.noun, params, self.words(params))

    def limit(self, params: dict[str, Any]) -> timedelta:
        return self.longest

    def may_be_repeated(self, event: dict[str, Any], report: dict[str, Any]) -> bool:
        return True


class HistoryOperator(BatchOperator):
    """Turns historical CSV into Parquet objects; of a pipeline without history, runs analyses."""

    noun = "history"

    def command(self, params: dict[str, Any]) -> list[str]:
        if PIPELINES[params["pipeline"]].history:
            return super().command(params)
        return batch_command("analyses", params, ["--if-any"])

    def words(self, params: dict[str, Any]) -> list[str]:
        words = ["--input", params["input"]]
        if params["output"]:
            words += ["--output", params["output"]]
        if params["date_format"]:
            words.append(f"--date-format={params['date_format']}")
        if params["number_format"]:
            words.append(f"--number-format={params['number_format']}")
        if params["charset"]:
            words.append(f"--charset={params['charset']}")
        words.append(f"--max-rejected-share={params['max_rejected_share']}")
        return words

    def may_be_repeated(self, event: dict[str, Any], report: dict[str, Any]) -> bool:
        return FINAL not in event["last"]


class ViewsOperator(BatchOperator):
    """Brings the batch layer's rollups up to what is archived, and answers the analyses."""

    noun = "views"

    def words(self, params: dict[str, Any]) -> list[str]:
        words = ["--analyses"]
        if params["full"]:
            words.append("--full")
        if params["reset_horizon"]:
            words.append("--reset-horizon")
        return words


class ReconcileOperator(BatchOperator):
    """Proves that records and numbers are exact; a difference that was found is not asked again."""

    noun = "reconcile"
    longest = timedelta(hours=2)
    told = ("exact", "partitions", "examples", "cells")

    def words(self, params: dict[str, Any]) -> list[str]:
        return ["--cells"]

    def result(self, report: dict[str, Any]) -> dict[str, Any]:
        if "exact" in report:
            return {name: report[name] for name in self.told if name in report}
        return {pipeline: self.result(found) for pipeline, found in report.items()}

    def may_be_repeated(self, event: dict[str, Any], report: dict[str, Any]) -> bool:
        return not report


class StreamOperator(BaseOperator):
    """Has a pipeline's streaming job run, and follows it until it advances."""

    def execute(self, context) -> NoReturn:
        job = self._job(context)
        accept = context["params"]["accept_producer_times"]
        token = _or_fail(job.start, lambda line: self.log.info("%s", line), accept)
        until = time.time() + SECONDS_UNTIL_ADVANCING
        following = JobAdvances(SPARK_SUBMIT, job.pipeline, token, until)
        timeout = timedelta(seconds=SECONDS_UNTIL_ADVANCING) + MARGIN
        self.defer(trigger=following, method_name="finish", timeout=timeout)

    def finish(self, context, event: dict[str, Any]) -> dict[str, Any]:
        """Tells how far the tables are; a job that does not advance fails the task."""
        if not event["advances"]:
            why = (
                f"the job does not advance: {event['reason']}; it goes on trying until"
                " Spark_Streaming_Stop says that it is not wanted"
            )
            self.log.error("%s", why)
            raise AirflowException(why)
        position = _or_fail(self._job(context).position)
        self.log.info("the job advances: %s", event["reason"])
        for query, reached in position.items():
            self.log.info("%s: %s", query, reached)
        return {query: asdict(reached) for query, reached in position.items()}

    @staticmethod
    def _job(context) -> StreamingJob:
        return StreamingJob(Container(SPARK_SUBMIT), context["params"]["pipeline"])


def batch_command(command: str, params: dict[str, Any], words: Iterable[str]) -> list[str]:
    """A command of the batch job, for a pipeline, as the container knows it."""
    script = "/opt/crossroads/bin/crossroads-batch"
    return [script, command, "--pipeline", params["pipeline"], *words]


def _or_fail(question, *arguments):
    try:
        return question(*arguments)
    except ContainerError as error:
        raise AirflowException(str(error)) from error
