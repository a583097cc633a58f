"""How far the queries of a streaming job are, as spark-streaming-job.jar tells it."""

import re
from dataclasses import dataclass

LINE = re.compile(r"^(live )?lag=(\d+) position=(.+)$", re.MULTILINE)
QUERIES = ("archive", "live")


@dataclass(frozen=True)
class Reached:
    """How far one query is: the archive, or the live numbers."""

    query: str
    lag: int
    place: str

    def __str__(self) -> str:
        return f"{self.query} lag={self.lag} position={self.place}"


def read(said: str) -> list[Reached] | None:
    """One for each query, or None if not all are told."""
    found = {
        "live" if live else "archive": (int(lag), place) for live, lag, place in LINE.findall(said)
    }
    if set(found) != set(QUERIES):
        return None
    return [Reached(query, *found[query]) for query in QUERIES]


def told(reached: list[Reached]) -> str:
    """All of them in one line."""
    return "; ".join(map(str, reached))
