"""
### The streaming job: Kafka to Parquet and to live numbers, exactly once

By hand, once: from then on the job is *wanted*, and `Spark_Streaming_Watch` brings it back whenever
it is gone or does not advance, until `Spark_Streaming_Stop` says otherwise.

The task looks whether the job is there, and submits it if it is not: in cluster mode under
`--supervise`, so that its driver lives on a worker and needs neither Airflow nor this task. Then it
follows the driver's log until tables and live numbers have advanced, or hold all there is.

For all pipelines at once choose **all**: one application follows them side by side, so that five
take the cores and the memory of one.

Trigger it **twice**, or **clear** the running task: it finds the job and starts no other. One that
was told otherwise whether to **accept producers' times** is replaced.

| you see | it means |
| --- | --- |
| "the job is there already" | no other one was started |
| "keeps no live numbers, and is replaced" | it was an archive job alone, as before |
| `batch=7 records=100 archived=98 rejected=2 … lag=0` | a commit: what the tables have gained |
| `live records=100 cells=24 lag=0` | commits of ten seconds: what the live numbers have gained |
| red, "no room" | other jobs take the workers' cores or memory: `--scale spark-worker=2`, or wait |
| red, "has timestamp type CreateTime" | the topic's setting was changed: mend it with \
`topics create --repair`, then trigger this with **accept producers' times**, and later without |
| red, "does not advance" | the reason is what the job said last; it goes on trying |
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG
from crossroads.forms import ALL, pipeline, switch
from crossroads.operators import StreamOperator
from crossroads.schedule import BEGINNING, TAGS, tried
from crossroads.tasks import create_topic

with DAG(
    dag_id="Spark_Streaming",
    description="Has the streaming job of a pipeline run, and keeps it running",
    doc_md=__doc__,
    schedule=None,
    start_date=BEGINNING,
    catchup=False,
    default_args=tried(3, timedelta(minutes=7)),
    dagrun_timeout=timedelta(hours=1),
    is_paused_upon_creation=False,
    tags=TAGS,
    params={
        "pipeline": pipeline(ALL),
        "accept_producer_times": switch(
            "Accept producers' times",
            "Take in records that carry a time of their producer's and none of the broker's, as if"
            " appended together with the record before them. Without it they stop the job.",
        ),
    },
):
    create_topic() >> StreamOperator(task_id="run_spark_streaming")
