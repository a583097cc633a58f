"""What is to be kept between two commands: a volume of the container holds it."""

import fcntl
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PIPELINE = re.compile(r"[a-z][a-z0-9_]{0,31}")


class Busy(Exception):
    """Another command works on the same pipeline's job."""


class DesiredState:
    """Whether and how a pipeline's job is wanted, which driver runs it, when it last advanced.

    It stands beside the lock under which it is acted upon, so that a stop and a watch that run at
    once cannot undo each other, whether a DAG or a person began them.
    """

    def __init__(self, folder: Path, pipeline: str):
        if not PIPELINE.fullmatch(pipeline):
            raise ValueError(f"'{pipeline}' is no name of a pipeline")
        folder.mkdir(parents=True, exist_ok=True)
        self._wanted = folder / f"{pipeline}.wanted"
        self._driver = folder / f"{pipeline}.driver"
        self._progress = folder / f"{pipeline}.progress"
        self._lock = folder / f"{pipeline}.lock"

    @staticmethod
    def wanted_pipelines(folder: Path) -> list[str]:
        return sorted(file.stem for file in folder.glob("*.wanted"))

    @contextmanager
    def alone(self, timeout: float) -> Iterator[None]:
        """Does what follows while no other command works on this job."""
        deadline = time.monotonic() + timeout
        with self._lock.open("a") as lock:
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= deadline:
                        raise Busy from None
                    time.sleep(0.5)
            yield

    @property
    def wanted(self) -> bool:
        return self._wanted.exists()

    def want(self, wanted: bool) -> None:
        if wanted:
            self._wanted.touch()
        else:
            self._wanted.unlink(missing_ok=True)
            self._progress.unlink(missing_ok=True)

    @property
    def options(self) -> list[str]:
        """What a job that is wanted is told besides its pipeline."""
        return self._wanted.read_text().split() if self.wanted else []

    @options.setter
    def options(self, options: list[str]) -> None:
        self._wanted.write_text(" ".join(options))

    @property
    def driver(self) -> str:
        return self._driver.read_text() if self._driver.exists() else ""

    @driver.setter
    def driver(self, identifier: str) -> None:
        self._driver.write_text(identifier)

    def seconds_without(self, places: dict[str, str]) -> dict[str, float]:
        """Notes where each query is; tells for how long it has been just there."""
        now = time.time()
        noted = json.loads(self._progress.read_text()) if self._progress.exists() else {}
        since = {}
        for query, place in places.items():
            before = noted.get(query)
            same = before and before["place"] == place and before["since"] <= now
            since[query] = before["since"] if same else now
        notes = {query: {"place": places[query], "since": since[query]} for query in places}
        self._progress.write_text(json.dumps(notes))
        return {query: now - begun for query, begun in since.items()}

    def forget_progress(self) -> None:
        self._progress.unlink(missing_ok=True)
