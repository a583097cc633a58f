"""Which driver and application on a cluster are a pipeline's streaming job."""

import re
from dataclasses import dataclass

from .cluster import Cluster, Driver, Unreachable, View

BYTES_OF_LAUNCH_COMMAND = 16384
WORDS = re.compile(r'"(stream|archive)" "--pipeline" "([^"]*)"')


@dataclass(frozen=True)
class ObservedState:
    """What is there of a job: its driver, its application, both or neither."""

    driver: Driver | None
    application: str
    is_archive_alone: bool = False

    @property
    def state(self) -> str:
        return "running" if self.application else "starting" if self.driver else "gone"

    def __bool__(self) -> bool:
        return self.state != "gone"

    def __str__(self) -> str:
        driver = f"{self.driver.id} ({self.driver.state})" if self.driver else "no driver"
        return f"{driver}, {self.application or 'no application'}"


def observe(cluster: Cluster, view: View, pipeline: str, submitted: str) -> ObservedState:
    """Finds a pipeline's job.

    The driver that was submitted is known by its id. One that the master has launched again, after
    its worker was lost, has another id, and is known by the command in its log.
    """
    both = view.applications.get(f"crossroads stream {pipeline}", "")
    alone = "" if both else view.applications.get(f"crossroads archive {pipeline}", "")
    for driver in view.drivers:
        launched = _launched(cluster, driver)
        # One that does not tell may be the job: better none too many.
        if driver.id == submitted or not launched or launched[1] == pipeline:
            is_alone = launched[0] == "archive" if launched else bool(alone)
            return ObservedState(driver, both or alone, is_alone)
    return ObservedState(None, both or alone, bool(alone))


def _launched(cluster: Cluster, driver: Driver) -> tuple[str, str] | None:
    """Command and pipeline of a driver; None as long as it waits for a worker, or does not tell."""
    if not driver.page:
        return None
    try:
        log = cluster.log(driver, 0, BYTES_OF_LAUNCH_COMMAND).text
    except Unreachable:
        return None
    line = next((line for line in log.splitlines() if line.startswith("Launch Command")), None)
    if line is None:
        return None
    words = WORDS.search(line)
    return (words[1], words[2]) if words else ("", "")
