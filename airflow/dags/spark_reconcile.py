"""
### The proof

Every night once it is unpaused, and by hand. Computes from the archive what every merged answer
must be, and compares it, cell by cell, with what those who ask are told; and proves that each
record of the topic became exactly one row, archived or rejected. It runs beside the jobs that
write.

| you see | it means |
| --- | --- |
| green, `1,234 cells, 0 differ` | every number is the archive's |
| red, `1,234 cells, 2 differ` | the lines above name rollup, window, group and both numbers |
| red, `NOT EXACT` | the lines above name the offsets that are missing or there twice |
| red, something else | it could not compare, and was tried again |

What was found is in the task's XCom `return_value`. A difference is a fault of Crossroads:
nothing but a fault makes this red for good.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG
from crossroads.forms import ALL, pipeline
from crossroads.operators import ReconcileOperator
from crossroads.schedule import TAGS, every, tried

with DAG(
    dag_id="Spark_Reconcile",
    description="Proves that records and numbers are exact, cell by cell",
    doc_md=__doc__,
    schedule=every("35 0 * * *"),
    catchup=False,
    max_active_runs=1,
    default_args=tried(3, timedelta(minutes=3)),
    dagrun_timeout=timedelta(hours=8),
    tags=TAGS,
    params={"pipeline": pipeline(ALL)},
):
    ReconcileOperator(task_id="run_reconcile")
