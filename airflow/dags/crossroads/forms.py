"""Fields of the forms with which runs are triggered; what does not fit is refused by the form."""

from __future__ import annotations

from airflow.sdk import Param

from crossroads.pipelines import PIPELINES

# ASCII without quotes and control characters; where a folder of objects or files can be.
LOCATION = r"^(/|file:/|s3a://|hdfs://)[A-Za-z0-9._/=+@:-]+$"


ALL = "all"


def pipeline(*more: str) -> Param:
    """One of the pipelines; ``ALL`` where a run can be of every one."""
    names = [*PIPELINES, *more]
    return Param(names[0], type="string", enum=names, title="Pipeline")


def number(default: float | None, title: str, least: float, most: float, description: str) -> Param:
    kinds = ["null", "number"] if default is None else "number"
    return Param(
        default, type=kinds, minimum=least, maximum=most, title=title, description=description
    )


def whole(default: int, title: str, least: int, most: int, description: str) -> Param:
    return Param(
        default, type="integer", minimum=least, maximum=most, title=title, description=description
    )


def share(title: str, description: str) -> Param:
    return number(0, title, 0, 1, description)


def switch(title: str, description: str) -> Param:
    return Param(False, type="boolean", title=title, description=description)


def location(default: str | None, title: str, description: str) -> Param:
    return Param(
        default,
        type="string" if default else ["null", "string"],
        pattern=LOCATION,
        maxLength=500,
        title=title,
        description=description,
    )
