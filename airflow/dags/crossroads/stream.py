"""The supervised streaming job of a pipeline: crossroads-stream in the submitting container."""

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

QUERIES = ("archive", "live")
# What each query logs when it has committed.
COMMITS = {
    "archive": re.compile(r"\bbatch=\d+ records=\d+"),
    "live": re.compile(r"\blive records=\d+"),
}
BEGUN = re.compile(r"\barchiving from ")
FAILURE = re.compile(r"\bfailure \d+ in a row: (.*)")
# It is tried again every minute, but not because anybody expects it to work.
FOR_GOOD = re.compile(r"\b(\w+ \w+ cannot go on: .*)")
HEADING = re.compile(r"state=(\w+) next=(\S+)$")
TOKEN = re.compile(r"next=(\S+)$")
LAG = re.compile(r"^(archive|live) lag=(\d+) position=(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class JobStatus:
    """Whether the job runs, what it logged since it was asked last, and where its log goes on."""

    state: str
    lines: list[str]
    token: str


@dataclass(frozen=True)
class Reached:
    """How far a query is, and how many offsets wait for it."""

    lag: int
    position: str

    def __str__(self) -> str:
        return f"lag={self.lag} position={self.position}"


@dataclass(frozen=True)
class StreamingJob:
    """One pipeline's job."""

    container: Container
    pipeline: str

    def start(self, each_line: Callable[[str], None], accept_producer_times: bool) -> str:
        """Has it run like that, unless it does; returns where its log goes on."""
        options = ["--accept-producer-times"] if accept_producer_times else []
        said = self._ask("start", SECONDS_TO_START, each_line, *options)
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

    def position(self) -> dict[str, Reached]:
        """How far each query is."""
        said = self._ask("position", SECONDS_TO_ANSWER, _nobody)
        reached = {query: Reached(int(lag), at) for query, lag, at in LAG.findall(said)}
        if set(reached) != set(QUERIES):
            raise ContainerError(f"crossroads-stream position said '{reason(said)}'")
        return reached

    def waiting_or_reason(self) -> dict[str, int] | str:
        """How many offsets wait for each query, or why that cannot be told now."""
        try:
            return {query: reached.lag for query, reached in self.position().items()}
        except ContainerError as error:
            return str(error)

    def _ask(self, what: str, seconds: int, each_line: Callable[[str], None], *more: str) -> str:
        command = ["crossroads-stream", what, self.pipeline, *more]
        return self.container.check(command, seconds, each_line)


class Verdict:
    """Decides from what is seen of a job whether both of its queries advance.

    Times are seconds since 1970.
    """

    def __init__(self, begun: float, until: float):
        self._until = until
        self._asked = begun
        self._runs = False
        self._advances: dict[str, str] = {}
        self._gone_since: float | None = None
        self._errors: list[str] = []
        self._failure = ""
        self._for_good: str | None = None
        self._waiting: dict[str, int] | str | None = None

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
                self._for_good = None
            elif ended := FOR_GOOD.search(line):
                self._for_good = ended[1]
            elif committed := [query for query in QUERIES if COMMITS[query].search(line)]:
                self._advances |= dict.fromkeys(committed, "it has committed")
            elif failure := FAILURE.search(line):
                self._failure = f"; its last failure: {failure[1]}"

    def wants_position(self, now: float) -> bool:
        """Whether a query was silent for so long that the stores should be asked."""
        return (
            self._runs
            and bool(self._missing())
            and not self._errors
            and now - self._asked >= SECONDS_BEFORE_ASKING
        )

    def learn(self, waiting: dict[str, int] | str | None, now: float) -> None:
        """Takes in how many offsets wait for each query, or why that is not known."""
        self._asked = now
        self._waiting = waiting
        if isinstance(waiting, dict):
            for query in self._missing():
                if waiting[query] == 0:
                    self._advances[query] = "it has taken in all there is"

    def event(self, now: float) -> dict[str, Any] | None:
        """The verdict, when there is one."""
        if not self._missing():
            told = [f"{query}: {self._advances[query]}" for query in QUERIES]
            return {"advances": True, "reason": ", ".join(told)}
        if self._for_good:
            return {"advances": False, "reason": self._for_good}
        if len(self._errors) >= ERRORS_THAT_PROVE:
            return {"advances": False, "reason": self._errors[-1]}
        if self._gone_since is not None and now - self._gone_since >= SECONDS_GONE:
            return {"advances": False, "reason": self._last_error("its driver has ended")}
        if now >= self._until:
            return {"advances": False, "reason": self._last_error(self._silence())}
        return None

    def _missing(self) -> list[str]:
        return [query for query in QUERIES if query not in self._advances]

    def _silence(self) -> str:
        silent = " and ".join(self._missing())
        if isinstance(self._waiting, dict):
            waiting = max(self._waiting[query] for query in self._missing())
            return f"{silent} committed nothing, though {waiting} offsets wait{self._failure}"
        why = self._waiting or "its application did not stay"
        return f"{silent} committed nothing: {why}{self._failure}"

    def _last_error(self, otherwise: str) -> str:
        return self._errors[-1] if self._errors else otherwise


def _is_preamble(line: str) -> bool:
    return line.startswith("Launch Command: ") or not line.strip("=")


def _nobody(line: str) -> None:
    """Hears lines that are not for a log."""
