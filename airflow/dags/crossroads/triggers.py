"""What waits for a run or a job while its task does not: the triggerer asks, in short polls.

The triggerer must find this module on its PYTHONPATH, as it knows nothing of folders of DAGs.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseTrigger, TriggerEvent

from crossroads.container import Container, ContainerError
from crossroads.detached import DetachedRun, Status
from crossroads.stream import StreamingJob, Verdict

SECONDS_BETWEEN = 2
MISSES_IN_A_ROW = 90


class _Retries:
    """Asks again while a container restarts, for three minutes."""

    def __init__(self, log):
        self._log = log
        self._misses = 0

    async def ask(self, question, *arguments):
        """The answer, or None if there is none this time."""
        try:
            answer = await asyncio.to_thread(question, *arguments)
        except ContainerError as error:
            self._misses += 1
            if self._misses >= MISSES_IN_A_ROW:
                raise
            if self._misses == 1:
                self._log.warning("asking again every %d s: %s", SECONDS_BETWEEN, error)
            return None
        self._misses = 0
        return answer


class RunHasEnded(BaseTrigger):
    """Fires when a detached run has ended, and logs until then what it prints.

    :param silent: whether it is another's run, whose output is not for this task's log
    """

    def __init__(self, variable: str, name: str, run: str, silent: bool = False):
        super().__init__()
        self.detached = DetachedRun(Container(variable), name, run)
        self.silent = silent

    def serialize(self) -> tuple[str, dict[str, Any]]:
        run = self.detached
        return (
            f"{__name__}.{type(self).__name__}",
            {
                "variable": run.container.variable,
                "name": run.name,
                "run": run.run,
                "silent": self.silent,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        retries = _Retries(self.log)
        last: list[str] = []
        offset = 0
        while True:
            try:
                status: Status | None = await retries.ask(self.detached.status, offset)
            except ContainerError as error:
                yield TriggerEvent({"state": "unknown", "code": None, "last": str(error)})
                return
            if status and status.run == self.detached.run and not self.silent:
                for line in status.lines:
                    self.log.info("%s", line)
                last = (last + status.lines)[-50:]
            if status and (status.run != self.detached.run or status.has_ended):
                if status.offset > offset and status.has_ended:
                    offset = status.offset
                    continue
                own = status.run == self.detached.run
                state, code = (status.state, status.code) if own else ("lost", None)
                yield TriggerEvent({"state": state, "code": code, "last": "\n".join(last)})
                return
            offset = status.offset if status else offset
            await asyncio.sleep(SECONDS_BETWEEN)


class JobAdvances(BaseTrigger):
    """Fires when both queries of a job have committed, or have nothing to, or fail to in time.

    :param token: from where on its log tells of what happens now
    :param until: seconds since 1970 after which it gives up
    """

    def __init__(self, variable: str, pipeline: str, token: str, until: float):
        super().__init__()
        self.variable = variable
        self.pipeline = pipeline
        self.token = token
        self.until = until

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (
            f"{__name__}.{type(self).__name__}",
            {
                "variable": self.variable,
                "pipeline": self.pipeline,
                "token": self.token,
                "until": self.until,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        job = StreamingJob(Container(self.variable), self.pipeline)
        verdict = Verdict(time.time(), self.until)
        retries = _Retries(self.log)
        token = self.token
        while True:
            try:
                status = await retries.ask(job.status, token)
                if status:
                    token = status.token
                    for line in status.lines:
                        self.log.info("%s", line)
                    verdict.hear(status, time.time())
                if verdict.wants_position(time.time()):
                    verdict.learn(await retries.ask(job.waiting_or_reason), time.time())
                event = verdict.event(time.time())
            except ContainerError as error:
                event = {"advances": False, "reason": str(error)}
            if event:
                yield TriggerEvent(event)
                return
            await asyncio.sleep(SECONDS_BETWEEN)
