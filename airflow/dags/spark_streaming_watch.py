"""
### Keeps wanted streaming jobs alive

Every three minutes. A job is wanted from `Spark_Streaming` on until `Spark_Streaming_Stop`; that
is kept in a volume of the container `spark-submit`, so it outlives restarts of everything.

Of each wanted job it asks the cluster whether its application is there, and tables and live
numbers how far they are. A job that is gone is submitted. One of whose queries has not moved for
five minutes although records wait is ended and resubmitted. What Spark's own supervision
brings back within seconds (a driver or a worker that died) is not touched.

A red run could not help: the reason is in its last lines, and the next run tries again. **Pause**
this DAG, and nothing is brought back.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG
from crossroads.schedule import BEGINNING, TAGS, tried
from crossroads.tasks import watch_spark_streaming

with DAG(
    dag_id="Spark_Streaming_Watch",
    description="Brings back wanted streaming jobs that are gone or do not advance",
    doc_md=__doc__,
    schedule="*/3 * * * *",
    start_date=BEGINNING,
    catchup=False,
    max_active_runs=1,
    default_args=tried(1, timedelta(minutes=12)),
    dagrun_timeout=timedelta(minutes=15),
    is_paused_upon_creation=False,
    tags=TAGS,
):
    watch_spark_streaming()
