"""
### Ends the streaming job of a pipeline, for good

By hand. The job finishes the batch at hand, commits it and ends; from now on it is not wanted, so
nothing brings it back before `Spark_Streaming` is triggered again. That one then goes on at the
positions that it has stored: what comes into the topic in between is taken in later.

The last line of the log tells where the job stood.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG
from crossroads.forms import ALL, pipeline
from crossroads.schedule import BEGINNING, TAGS, tried
from crossroads.tasks import stop_spark_streaming

with DAG(
    dag_id="Spark_Streaming_Stop",
    description="Ends the streaming job of a pipeline after its batch; it is not wanted any more",
    doc_md=__doc__,
    schedule=None,
    start_date=BEGINNING,
    catchup=False,
    default_args=tried(3, timedelta(minutes=7)),
    dagrun_timeout=timedelta(minutes=30),
    is_paused_upon_creation=False,
    tags=TAGS,
    params={"pipeline": pipeline(ALL)},
):
    stop_spark_streaming()
