"""What all DAGs have in common: when they begin to count, and how tasks are tried again."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from airflow.sdk import CronTriggerTimetable

BEGINNING = datetime(2026, 1, 1, tzinfo=timezone.utc)
TAGS = ["crossroads"]


def every(cron: str) -> CronTriggerTimetable:
    """Times in UTC; to be used without a start date.

    A DAG that a person unpauses at noon waits for the next of them and does not make up for the
    last one, which would be in the way of what that person is about to do. A minute is left to the
    scheduler to notice the first time.
    """
    return CronTriggerTimetable(cron, timezone="UTC", run_immediately=timedelta(minutes=1))


def every_midnight() -> CronTriggerTimetable:
    """Midnight in UTC."""
    return every("@daily")


def tried(times: int, longest: timedelta) -> dict[str, object]:
    """Default arguments of tasks whose every piece ends within a time."""
    return {
        "owner": "crossroads",
        "retries": times - 1,
        "retry_delay": timedelta(seconds=20),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(minutes=5),
        "execution_timeout": longest,
    }
