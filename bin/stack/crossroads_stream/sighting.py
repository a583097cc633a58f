"""Which driver and application on a cluster are a pipeline's archive job."""

from dataclasses import dataclass

from .cluster import Cluster, Driver, Unreachable, View

BYTES_OF_LAUNCH_COMMAND = 16384


@dataclass(frozen=True)
class Sighting:
    """What is there of a job: its driver, its application, both or neither."""

    driver: Driver | None
    application: str

    @property
    def state(self) -> str:
        return "running" if self.application else "starting" if self.driver else "gone"

    def __bool__(self) -> bool:
        return self.state != "gone"

    def __str__(self) -> str:
        driver = f"{self.driver.id} ({self.driver.state})" if self.driver else "no driver"
        return f"{driver}, {self.application or 'no application'}"


def sight(cluster: Cluster, view: View, pipeline: str, submitted: str) -> Sighting:
    """Finds a pipeline's job.

    The driver that was submitted is known by its id. One that the master has launched again, after
    its worker was lost, has another id, and is known by the command in its log.
    """
    application = view.applications.get(application_name(pipeline), "")
    for driver in view.drivers:
        if driver.id == submitted or _is_for(cluster, driver, pipeline):
            return Sighting(driver, application)
    return Sighting(None, application)


def application_name(pipeline: str) -> str:
    return f"crossroads archive {pipeline}"


def _is_for(cluster: Cluster, driver: Driver, pipeline: str) -> bool:
    if not driver.page:
        # It waits for a worker and does not tell for whom: better none too many.
        return True
    try:
        log = cluster.log(driver, 0, BYTES_OF_LAUNCH_COMMAND).text
    except Unreachable:
        return True
    command = next((line for line in log.splitlines() if line.startswith("Launch Command")), "")
    return not command or f'"archive" "--pipeline" "{pipeline}"' in command
