"""
### The batch layer's share of every number

Every hour once it is unpaused, and by hand. First `views`: the rollups of what has been archived
since the last run, published together with the horizon, up to which answers come from this layer;
the live numbers that it covers go in the same transaction, so that whoever asks sees no gap and
no event twice. Then `analyses`: what the pipeline asks of its history, each answer a Parquet
object `analytics/NAME.parquet` and a table for those who ask.

With **recompute all** the views are computed from the whole archive, not from what came since.

Both are one application, as most of their time would be that of starting. It runs in the container
`spark-submit`, with its tasks on the workers, beside the streaming job. Repeating it does no harm.

| you see | it means |
| --- | --- |
| `views moved from … to …: 5,900 records` | the horizon, and what the views have gained |
| `views are up to …; nothing more is archived` | nothing to do: no new full minute is archived |
| "there is no history … run 'history' first" | green: analyses wait for `Spark_Batch` |
| red, "ahead of the present" | trigger it with **bring the horizon back** while `stream` runs |
| red, "the topic was recreated" | the reason says what to do; nothing was changed |
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG
from crossroads.forms import ALL, pipeline, switch
from crossroads.operators import ViewsOperator
from crossroads.schedule import TAGS, every, tried

with DAG(
    dag_id="Spark_Views",
    description="Brings views up to what is archived, and answers the analyses",
    doc_md=__doc__,
    schedule=every("5 * * * *"),
    catchup=False,
    max_active_runs=1,
    default_args=tried(3, timedelta(minutes=3)),
    dagrun_timeout=timedelta(hours=14),
    tags=TAGS,
    params={
        "pipeline": pipeline(ALL),
        "full": switch("Recompute all", "Compute the views from the whole archive."),
        "reset_horizon": switch(
            "Bring the horizon back",
            "The horizon, or append times, are ahead of the present: recompute all, and bring it"
            " back. While the streaming job runs, once the broker's clock is right.",
        ),
    },
):
    ViewsOperator(task_id="run_views")
