"""The pipelines that are declared; ``crossroads pipelines --json`` makes the file."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

FILE = "CROSSROADS_PIPELINES_FILE"


@dataclass(frozen=True)
class Pipeline:
    """What a DAG needs to know of a pipeline.

    :param history: the bucket of its historical objects; None if it has no history
    """

    name: str
    history: str | None


def read(file: Path) -> dict[str, Pipeline]:
    """The pipelines by name, in the order of their registration."""
    declared = json.loads(file.read_text(encoding="utf-8"))
    return {it["name"]: Pipeline(it["name"], it.get("history")) for it in declared}


PIPELINES = read(Path(os.environ[FILE]))
