"""The streaming job of one pipeline: found or started, asked, ended."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from . import spark
from .cluster import Cluster, Driver, Unreachable, View
from .desired_state import Busy, DesiredState
from .observed_state import ObservedState, observe
from .position import Reached
from .settings import Settings

SECONDS_TO_APPEAR = 90
SECONDS_TO_STAY = 8
SECONDS_TO_END = 90
SECONDS_FOR_THE_MASTER = 60
SECONDS_FOR_OTHERS = 200
SECONDS_BETWEEN = 2
TAIL_BYTES = 4096
# Stands for every pipeline, in one job.
ALL = "all"


class JobError(Exception):
    """Why a command could not do its work, for people."""


class Job:
    """One pipeline's job. Commands that change anything are for one caller at a time: alone()."""

    def __init__(self, pipeline: str, settings: Settings, cluster: Cluster):
        try:
            self.desired = DesiredState(settings.state, pipeline)
        except ValueError as error:
            raise JobError(error) from error
        self.pipeline = pipeline
        self.settings = settings
        self.cluster = cluster

    @contextmanager
    def alone(self, timeout: float = SECONDS_FOR_OTHERS) -> Iterator[None]:
        try:
            with self.desired.alone(timeout):
                yield
        except Busy:
            raise JobError(f"another command works on the job of {self.pipeline}") from None

    def require_no_other(self) -> None:
        """Refuses a job that would follow topics which another wanted job follows."""
        for other in DesiredState.wanted_pipelines(self.settings.state):
            if other != self.pipeline and ALL in (other, self.pipeline):
                raise JobError(
                    f"the job of {other} is wanted, which {self.pipeline} would follow a topic"
                    f" with: stop it first (Spark_Streaming_Stop, or crossroads-stream stop"
                    f" {other})"
                )

    def find(self) -> ObservedState:
        view = self._view()
        return observe(self.cluster, view, self.pipeline, self.desired.driver)

    def submit(self) -> ObservedState:
        """Starts the job and returns when its application stays: a driver alone proves nothing."""
        try:
            self.desired.driver = spark.submit(self.settings, self.pipeline, self.desired.options)
        except spark.SparkFailure as failure:
            raise JobError(failure) from failure
        print(f"submitted as {self.desired.driver}")
        return self.await_application()

    def await_application(self) -> ObservedState:
        deadline = time.monotonic() + SECONDS_TO_APPEAR
        application, since = "", 0.0
        while True:
            now, seen = time.monotonic(), self.find()
            if seen.application != application:
                application, since = seen.application, now
            if application and now - since >= SECONDS_TO_STAY:
                return seen
            if not seen:
                raise JobError(f"the driver has ended: {self.last_words()}")
            if now >= deadline:
                raise JobError(f"no application stays: {seen}: {self._why_none(seen)}")
            time.sleep(SECONDS_BETWEEN)

    def end(self, seen: ObservedState) -> None:
        """Asks the driver to end; returns when the cluster knows neither it nor its application."""
        if not seen.driver:
            raise JobError(
                f"{seen.application} has no driver on the cluster: it was started by hand, and"
                " ends when that process is ended"
            )
        print(f"asking {seen.driver.id} to end after its batch")
        try:
            spark.kill(self.settings, seen.driver.id)
        except spark.SparkFailure as failure:
            raise JobError(failure) from failure
        deadline = time.monotonic() + SECONDS_TO_END
        while self.find():
            if time.monotonic() >= deadline:
                raise JobError(f"{seen.driver.id} has not ended within {SECONDS_TO_END} s")
            time.sleep(SECONDS_BETWEEN)

    def replace(self, seen: ObservedState) -> ObservedState:
        """Ends a job that archives alone, of an older version or by hand; returns what is left."""
        if not seen.is_archive_alone:
            return seen
        return self.make_way(seen, "the job keeps no live numbers")

    def make_way(self, seen: ObservedState, why: str) -> ObservedState:
        """Ends a job that another is to replace; returns what is left."""
        print(f"{why}, and is replaced: {seen}")
        self.end(seen)
        return self.find()

    def position(self) -> list[Reached]:
        """How far the tables and the live numbers are."""
        try:
            return spark.position(self.settings, self.pipeline)
        except spark.SparkFailure as failure:
            raise JobError(failure) from failure

    def last_words(self) -> str:
        """The last error that the driver submitted last has logged, where that is to be had."""
        view = self._view()
        for driver in view.drivers + view.ended:
            if driver.id == self.desired.driver:
                return spark.last_words(self._tail(driver))
        return "its log is gone"

    def _why_none(self, seen: ObservedState) -> str:
        if seen.driver and not seen.driver.page:
            return f"the cluster has no room for it: {self._view().room}"
        return self.last_words()

    def _tail(self, driver: Driver) -> str:
        try:
            size = self.cluster.log(driver, 0, 1).size
            return self.cluster.log(driver, max(0, size - TAIL_BYTES)).text
        except Unreachable as error:
            return str(error)

    def _view(self) -> View:
        deadline = time.monotonic() + SECONDS_FOR_THE_MASTER
        while True:
            try:
                return self.cluster.view()
            except Unreachable as error:
                if time.monotonic() >= deadline:
                    raise JobError(error) from error
                time.sleep(SECONDS_BETWEEN)
