"""Commands of Spark's distribution that the streaming job needs."""

import os
import re
import subprocess

from . import position as positions
from .position import Reached
from .settings import Settings

SUBMITTED = re.compile(r"successfully submitted as (driver-[0-9-]+)")
# One core for each query: neither waits for the other's tasks.
CORES = ("--conf", "spark.executor.cores=2", "--conf", "spark.cores.max=2")
# Ten queries in one driver, and five pipelines in one executor.
MEMORY_OF_ALL = ("--driver-memory", "1g", "--executor-memory", "1536m")
SECONDS_TO_SUBMIT = 60
SECONDS_TO_KILL = 45
SECONDS_TO_TELL = 60


class SparkFailure(Exception):
    """A command of Spark did not do what it should; says its last words."""


def submit(settings: Settings, pipeline: str, options: list[str]) -> str:
    """Submits the streaming job under supervision, and returns its driver's id."""
    # No secret is in this environment: it is stored with the driver.
    said = _run(
        [
            settings.command("spark-submit"),
            *("--master", settings.master, "--deploy-mode", "cluster", "--supervise"),
            *CORES,
            *(MEMORY_OF_ALL if pipeline == "all" else ()),
            str(settings.streaming_jar),
            *("stream", "--pipeline", pipeline, *options),
        ],
        SECONDS_TO_SUBMIT,
        settings.harmless_environment(),
    )
    match = SUBMITTED.search(said)
    if not match:
        raise SparkFailure(f"the job was not submitted: {last_words(said)}")
    return match[1]


def kill(settings: Settings, driver: str) -> None:
    """Has a driver's worker send it SIGTERM."""
    spark_class = settings.command("spark-class")
    client = "org.apache.spark.deploy.Client"
    _run([spark_class, client, "kill", settings.master, driver], SECONDS_TO_KILL, dict(os.environ))


def position(settings: Settings, pipeline: str) -> list[Reached]:
    """Reads how far the tables and the live numbers are."""
    said = _run(
        [
            settings.command("spark-submit"),
            *("--master", "local[1]", "--driver-memory", "256m"),
            str(settings.streaming_jar),
            *("position", "--pipeline", pipeline, "--live"),
        ],
        SECONDS_TO_TELL,
        os.environ | {"AWS_PROFILE": "streaming"},
    )
    reached = positions.read(said)
    if not reached:
        raise SparkFailure(f"how far the job is cannot be told: {last_words(said)}")
    return reached


def last_words(text: str) -> str:
    """The error that a command ended with, or else its last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("error: ")]
    return (errors or lines or ["(it said nothing)"])[-1].removeprefix("error: ")


def _run(command: list[str], seconds: float, environment: dict[str, str]) -> str:
    try:
        done = subprocess.run(
            command,
            check=False,
            env=environment,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except subprocess.TimeoutExpired as error:
        raise SparkFailure(f"{command[0]} did not end within {seconds} s") from error
    except OSError as error:
        raise SparkFailure(f"{command[0]} cannot be run: {error}") from error
    return done.stdout
