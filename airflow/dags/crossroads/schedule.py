"""What all DAGs have in common: when they begin to count, and how tasks are tried again."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

BEGINNING = datetime(2026, 1, 1, tzinfo=timezone.utc)
TAGS = ["crossroads"]


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
