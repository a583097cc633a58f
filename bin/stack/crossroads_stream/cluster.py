"""What a standalone Spark master and its workers say of themselves over HTTP."""

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

MAIN_CLASS = "io.crossroads.streaming.Main"
SECONDS_TO_ANSWER = 10
MOST_LOG_BYTES = 65536


class Unreachable(Exception):
    """The master or a worker does not answer as it should."""


@dataclass(frozen=True)
class Driver:
    """A driver that the master knows; without a worker's page as long as it waits for a worker."""

    id: str
    state: str
    page: str


@dataclass(frozen=True)
class View:
    """One moment: drivers of streaming jobs, all applications, room on the workers."""

    drivers: list[Driver]
    ended: list[Driver]
    applications: dict[str, str]
    room: str


@dataclass(frozen=True)
class LogPart:
    """Some bytes of a log: the text, where it ends, and how long the log is."""

    text: str
    end: int
    size: int


class Cluster:
    """The cluster of one master."""

    def __init__(self, master_page: str):
        self._page = master_page

    def view(self) -> View:
        state = json.loads(_get(f"{self._page}/json/"))
        if state["status"] != "ALIVE":
            raise Unreachable(f"the master at {self._page} is {state['status']}, not yet ALIVE")
        alive = [worker for worker in state["workers"] if worker["state"] == "ALIVE"]
        pages = {worker["id"]: worker["webuiaddress"] for worker in alive}
        return View(
            drivers=_drivers(state["activedrivers"], pages),
            ended=_drivers(state["completeddrivers"], pages),
            applications={app["name"]: app["id"] for app in state["activeapps"]},
            room="; ".join(map(_room, alive)) or "there is no worker",
        )

    def log(self, driver: Driver, offset: int, length: int = MOST_LOG_BYTES) -> LogPart:
        """What a driver has logged, from a byte on."""
        query = {"driverId": driver.id, "logType": "stderr", "offset": offset, "byteLength": length}
        answer = _get(f"{driver.page}/log/?{urllib.parse.urlencode(query)}")
        heading, _, text = answer.partition("\n")
        words = heading.split()
        if words[:2] != ["====", "Bytes"]:
            return LogPart("", offset, offset)
        return LogPart(text, int(words[2].split("-")[1]), int(words[4]))


def _drivers(described: list[dict[str, Any]], pages: dict[str, str]) -> list[Driver]:
    return [
        Driver(driver["id"], driver["state"], pages.get(driver["worker"], ""))
        for driver in described
        if driver["mainclass"] == MAIN_CLASS
    ]


def _room(worker: dict[str, Any]) -> str:
    return f"{worker['host']} has {worker['coresfree']} cores and {worker['memoryfree']} MB free"


def _get(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=SECONDS_TO_ANSWER) as answer:
            return answer.read().decode("utf-8", errors="replace")
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise Unreachable(f"{url.partition('?')[0]} does not answer: {error}") from error
