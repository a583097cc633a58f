"""
### Simulated events into a pipeline's topic

Every day, and by hand with a form. The topic is made if there is none. The events are sent by a
process of its own in the container `producer`, which ends after the given time whatever becomes of
Airflow; of each pipeline only one runs. The task starts it, or finds the one it started before, and
follows it.

| you see | it means |
| --- | --- |
| the task is *deferred* | events are sent; its log grows, its worker is free |
| "waiting for its end" | another run sends events of this pipeline; this one begins after it |
| green | the totals are in the log's last lines, and in the task's XCom `return_value` |
| red | why, in the last lines; what was sent until then is in the topic |

**Clear** the running task as often as you like: it finds its production again. To end one early:
`docker compose exec producer crossroads-run stop production-traffic`.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG
from crossroads.forms import number, pipeline, share, whole
from crossroads.operators import ProduceOperator
from crossroads.schedule import TAGS, every_midnight, tried
from crossroads.tasks import create_topic

with DAG(
    dag_id="Streaming_Producer",
    description="Sends simulated events of a pipeline to Kafka",
    doc_md=__doc__,
    schedule=every_midnight(),
    catchup=False,
    default_args=tried(3, timedelta(minutes=3)),
    dagrun_timeout=timedelta(hours=50),
    tags=TAGS,
    params={
        "pipeline": pipeline(),
        "rate": number(
            None, "Events a second", 0.001, 100_000, "Empty for the pipeline's own rate."
        ),
        "duration": whole(600, "Seconds", 1, 86_400, "How long to send; a day at most."),
        "seed": whole(
            1, "Seed", 0, 2**53 - 1, "The same seed gives the same values, at another time."
        ),
        "invalid": share("Share of invalid records", "0 to 1; the archive must reject these."),
        "late": share("Share of late events", "Minutes to hours before the clock."),
        "out_of_order": share("Share out of order", "Sent a few records later."),
        "duplicates": share("Share of duplicates", "Records that repeat one before."),
    },
):
    create_topic() >> ProduceOperator(task_id="produce_traffic_data")
