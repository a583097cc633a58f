"""A command that runs on in a container while nobody waits for it: crossroads-run there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from crossroads.container import Container, ContainerError, reason

SECONDS_TO_ANSWER = 30
HEADING = re.compile(rb"state=(\w+) run=(\S*) exit=(-?\d*)\n")


@dataclass(frozen=True)
class Status:
    """Where a run stands, and what it printed since it was asked last."""

    state: str
    run: str
    code: int | None
    lines: list[str]
    offset: int

    @property
    def has_ended(self) -> bool:
        return self.state != "running"


@dataclass(frozen=True)
class DetachedRun:
    """One run under a name; of each name, one runs at a time.

    :param name: such as ``produce-traffic``
    :param run: who it is for; asking again for the same finds it
    """

    container: Container
    name: str
    run: str

    def start(self, seconds: int, command: list[str]) -> str | None:
        """Starts it, or finds it. Returns which other run is in its way, or None."""
        asked = ["crossroads-run", "start", self.name, self.run, str(seconds), *command]
        answer = self._ask(asked).strip()
        if answer in ("started", "following", "overtaken"):
            return None
        word, _, other = answer.partition(" ")
        if word != "busy":
            raise ContainerError(f"crossroads-run start said '{answer}'")
        return other

    def status(self, offset: int) -> Status:
        """Its state, and the lines of its output from a byte on."""
        asked = ["crossroads-run", "status", self.name, str(offset)]
        outcome = self.container.run(asked, SECONDS_TO_ANSWER)
        heading = HEADING.match(outcome.output)
        if outcome.code != 0 or not heading:
            raise ContainerError(f"crossroads-run status failed: {reason(outcome.text)}")
        state, run, code = (part.decode() for part in heading.groups())
        body = outcome.output[heading.end() :]
        if state == "running" and b"\n" in body:
            body = body[: body.rindex(b"\n") + 1]
        return Status(
            state,
            run,
            int(code) if code else None,
            [line for line in body.decode("utf-8", errors="replace").splitlines() if line.strip()],
            offset + len(body),
        )

    def collect(self) -> dict[str, Any]:
        """Takes its report, which may be empty; the same run may be started again from then on."""
        text = self._ask(["crossroads-run", "collect", self.name, self.run])
        return json.loads(text) if text.strip() else {}

    def _ask(self, command: list[str]) -> str:
        return self.container.check(command, SECONDS_TO_ANSWER, lambda line: None)
