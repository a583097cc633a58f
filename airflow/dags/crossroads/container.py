"""Commands in the two containers in which Airflow may run any."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

BIN = "/opt/crossroads/bin"
PRODUCER = "CROSSROADS_PRODUCER_CONTAINER"
SPARK_SUBMIT = "CROSSROADS_SPARK_SUBMIT_CONTAINER"

TIMED_OUT = 124
NOT_FOUND = (126, 127)


class ContainerError(Exception):
    """A container that cannot be reached, or a command in it that did not do its work."""


@dataclass(frozen=True)
class Outcome:
    """What a command printed, both streams in one, and its exit code."""

    code: int
    output: bytes

    @property
    def text(self) -> str:
        return self.output.decode("utf-8", errors="replace")


@dataclass(frozen=True)
class Container:
    """A running container, by the environment variable that holds its name."""

    variable: str

    @property
    def name(self) -> str:
        try:
            return os.environ[self.variable]
        except KeyError:
            raise ContainerError(
                f"{self.variable} is not set: it names the container to run commands in"
            ) from None

    def run(
        self, command: list[str], seconds: int, each_line: Callable[[str], None] | None = None
    ) -> Outcome:
        """Runs a command of Crossroads, and ends it there if it takes too long.

        Whoever waits here may be killed at any moment: the command would go on in the container,
        and so has a time limit of its own.
        """
        # Not above: files of DAGs are read every half minute, and need none of it.
        import docker  # noqa: PLC0415
        import requests  # noqa: PLC0415

        limited = ["timeout", "--kill-after=10", str(seconds), f"{BIN}/{command[0]}", *command[1:]]
        lines = _Lines(each_line)
        try:
            client = docker.from_env(timeout=seconds + 30)
            try:
                process = client.api.exec_create(self.name, limited)["Id"]
                for part in client.api.exec_start(process, stream=True):
                    lines.add(part)
                code = client.api.exec_inspect(process)["ExitCode"]
            finally:
                client.close()
        except (docker.errors.DockerException, requests.RequestException, OSError) as error:
            raise ContainerError(
                f"no command can be run in container {self.name}: {error}; is it running?"
            ) from error
        output = lines.end()
        if code in NOT_FOUND:
            raise ContainerError(f"container {self.name} has no command {command[0]}: {output!r}")
        return Outcome(code, output)

    def check(self, command: list[str], seconds: int, each_line: Callable[[str], None]) -> str:
        """Runs a command that must succeed, and returns what it printed."""
        outcome = self.run(command, seconds, each_line)
        if outcome.code == TIMED_OUT:
            raise ContainerError(f"{command[0]} was not done after {seconds} s, and was ended")
        if outcome.code != 0:
            raise ContainerError(f"{' '.join(command[:2])} failed: {reason(outcome.text)}")
        return outcome.text


def reason(text: str) -> str:
    """Why a command failed: the error that it printed last, or else its last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("error: ")]
    return (errors or lines or ["it printed nothing"])[-1].removeprefix("error: ")


class _Lines:
    """Takes bytes as they come, and hands on whole lines."""

    def __init__(self, each_line: Callable[[str], None] | None):
        self._each_line = each_line
        self._all = bytearray()
        self._told = 0

    def add(self, part: bytes) -> None:
        self._all += part
        while self._each_line and (end := self._all.find(b"\n", self._told)) >= 0:
            self._tell(end)
            self._told = end + 1

    def end(self) -> bytes:
        if self._each_line and self._told < len(self._all):
            self._tell(len(self._all))
        return bytes(self._all)

    def _tell(self, end: int) -> None:
        line = self._all[self._told : end].decode("utf-8", errors="replace").rstrip()
        if line:
            self._each_line(line)
