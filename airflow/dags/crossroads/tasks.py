"""Tasks that are one command in a container, done within minutes."""

from __future__ import annotations

import logging
from datetime import timedelta

from airflow.sdk import task
from airflow.sdk.exceptions import AirflowException

from crossroads.container import PRODUCER, SPARK_SUBMIT, Container, ContainerError
from crossroads.stream import SECONDS_TO_WATCH, StreamingJob

log = logging.getLogger(__name__)

SECONDS_TO_MAKE_A_TOPIC = 60


def _tell(line: str) -> None:
    log.info("%s", line)


@task(task_id="create_topic", execution_timeout=timedelta(seconds=SECONDS_TO_MAKE_A_TOPIC + 60))
def create_topic(params: dict) -> None:
    """Makes the pipeline's topic, or makes sure that it is there as the archive needs it."""
    command = ["crossroads-topic", params["pipeline"]]
    _check(Container(PRODUCER).check, command, SECONDS_TO_MAKE_A_TOPIC, _tell)


@task(task_id="watch_spark_streaming")
def watch_spark_streaming() -> None:
    """Looks after every wanted job."""
    command = ["crossroads-stream", "watch"]
    _check(Container(SPARK_SUBMIT).check, command, SECONDS_TO_WATCH, _tell)


@task(task_id="stop_spark_streaming")
def stop_spark_streaming(params: dict) -> None:
    """Lets the job finish its batch and end."""
    _check(StreamingJob(Container(SPARK_SUBMIT), params["pipeline"]).stop, _tell)


def _check(question, *arguments) -> None:
    try:
        question(*arguments)
    except ContainerError as error:
        log.error("%s", error)
        raise AirflowException(str(error)) from error
