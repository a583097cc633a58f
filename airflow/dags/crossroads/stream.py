"""The supervised archive job of a pipeline: crossroads-stream in the submitting container."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crossroads.container import Container, ContainerError, reason

SECONDS_TO_START = 300
SECONDS_TO_STOP = 300
SECONDS_TO_WATCH = 600
SECONDS_TO_ANSWER = 90
SECONDS_BEFORE_ASKING = 40
SECONDS_GONE = 30
ERRORS_THAT_PROVE = 2

BATCH = re.compile(r"\bbatch=\d+ records=\d+")
BEGUN = re.compile(r"\barchiving from ")
FAILURE = re.compile(r"\bfailure \d+ in a row: (.*)")
HEADING = re.compile(r"state=(\w+) next=(\S+)$")
TOKEN = re.compile(r"next=(\S+)$")
LAG = re.compile(r"lag=(\d+) position=(.+)$")


@dataclass(frozen=True)
class JobStatus:
    """Whether the job runs, what it logged since it was asked last, and where its log goes on."""

    state: str
    lines: list[str]
    token: str


@dataclass(frozen=True)
class ArchiveJob:
    """One pipeline's job."""

    container: Container
    pipeline: str

    def start(self, each_line: Callable[[str], None]) -> str:
        """Has it run, unless it does; returns where its log goes on."""
        said = self._ask("start", SECONDS_TO_START, each_line)
        token = TOKEN.search(said.strip())
        if not token:
            raise ContainerError(f"crossroads-stream start said '{reason(said)}'")
        return token[1]

    def stop(self, each_line: Callable[[str], None]) -> None:
        self._ask("stop", SECONDS_TO_STOP, each_line)

    def status(self, token: str) -> JobStatus:
        said = self._ask("status", SECONDS_TO_ANSWER, _nobody, token)
        heading, _, log = said.partition("\n")
        match = HEADING.match(heading)
        if not match:
            raise ContainerError(f"crossroads-stream status said '{heading}'")
        lines = [line for line in log.splitlines() if line.strip() and not _is_preamble(line)]
        return JobStatus(match[1], lines, match[2])

    def position(self) -> tuple[int, str]:
        """How many offsets wait, and the position of the tables."""
        said = self._ask("position", SECONDS_TO_ANSWER, _nobody)
        match = LAG.search(said.strip())
        if not match:
            raise ContainerError(f"crossroads-stream position said '{reason(said)}'")
        return int(match[1]), match[2]

    def position_or_reason(self) -> int | str:
        """How many offsets wait, or why that cannot be told now."""
        try:
            return self.position()[0]
        except ContainerError as error:
            return str(error)

    def _ask(self, what: str, seconds: int, each_line: Callable[[str], None], *more: str) -> str:
        command = ["crossroads-stream", what, self.pipeline, *more]
        return self.container.check(command, seconds, each_line)


class Verdict:
    """Decides from what is seen of a job whether it advances. Times are seconds since 1970."""

    def __init__(self, begun: float, until: float):
        self._until = until
        self._asked = begun
        self._runs = False
        self._advances: str | None = None
        self._gone_since: float | None = None
        self._errors: list[str] = []
        self._failure = ""
        self._waiting: int | str | None = None

    def hear(self, status: JobStatus, now: float) -> None:
        """Takes in what the job shows of itself."""
        self._runs = status.state == "running"
        if status.state != "gone":
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        for line in status.lines:
            if line.startswith("error: "):
                self._errors.append(line.removeprefix("error: "))
            elif BEGUN.search(line):
                self._errors.clear()
            elif BATCH.search(line):
                self._advances = "it has committed"
            elif failure := FAILURE.search(line):
                self._failure = f"; its last failure: {failure[1]}"

    def wants_position(self, now: float) -> bool:
        """Whether the job was silent for so long that the tables should be asked."""
        return (
            self._runs
            and not self._advances
            and not self._errors
            and now - self._asked >= SECONDS_BEFORE_ASKING
        )

    def learn(self, waiting: int | str | None, now: float) -> None:
        """Takes in how many offsets wait to be archived, or why that is not known."""
        self._asked = now
        self._waiting = waiting
        if waiting == 0:
            self._advances = "it has archived all there is"

    def event(self, now: float) -> dict[str, Any] | None:
        """The verdict, when there is one."""
        if self._advances:
            return {"advances": True, "reason": self._advances}
        if len(self._errors) >= ERRORS_THAT_PROVE:
            return {"advances": False, "reason": self._errors[-1]}
        if self._gone_since is not None and now - self._gone_since >= SECONDS_GONE:
            return {"advances": False, "reason": self._last_error("its driver has ended")}
        if now >= self._until:
            return {"advances": False, "reason": self._last_error(self._silence())}
        return None

    def _silence(self) -> str:
        if isinstance(self._waiting, int):
            return f"it committed nothing, though {self._waiting} offsets wait{self._failure}"
        why = self._waiting or "its application did not stay"
        return f"it committed nothing: {why}{self._failure}"

    def _last_error(self, otherwise: str) -> str:
        return self._errors[-1] if self._errors else otherwise


def _is_preamble(line: str) -> bool:
    return line.startswith("Launch Command: ") or not line.strip("=")


def _nobody(line: str) -> None:
    """Hears lines that are not for a log."""
