"""
### Historical CSV to Parquet

Every day at midnight (UTC), and by hand with a form. Every CSV file of the input becomes one sorted
Parquet object of the same name in the output; wrong lines go to `NAME.rejected.csv` beside it. An
object appears whole or not at all and replaces the one before, so the task may be repeated.

The job runs in the container `spark-submit`, with its tasks on the workers, and goes on whatever
becomes of Airflow. The task starts it, or finds it, and follows it. One line a file tells what came
out: `traffic_1.csv -> … 48,120 read = 48,120 rows + 0 rejected`.

| you see | it means |
| --- | --- |
| red, "can be read two ways" | days and months are not clear: give the date format |
| red, "numbers … can be read two ways" | point or comma is not clear: give the format |
| red, "gives a row", "are rejected" | see `NAME.rejected.csv`; the earlier object stays |
| red, "lines are not UTF-8" | give the charset that it names, if the line shown reads well |
| red, `NOT CONVERTED` | that file's reason; the others were converted |
| red, "Permission denied" | the account that it names needs a right to that folder |

Of a pipeline that has no history, the task runs its analyses instead.

A failure that stays until somebody has changed a file, a right or a disk is not tried again.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import DAG, Param
from crossroads.forms import location, pipeline
from crossroads.operators import HistoryOperator
from crossroads.schedule import TAGS, every_midnight, tried

with DAG(
    dag_id="Spark_Batch",
    description="Turns historical CSV files into sorted Parquet objects",
    doc_md=__doc__,
    schedule=every_midnight(),
    catchup=False,
    max_active_runs=1,
    default_args=tried(3, timedelta(minutes=3)),
    dagrun_timeout=timedelta(hours=20),
    tags=TAGS,
    params={
        "pipeline": pipeline(),
        "input": location(
            "/opt/crossroads/data", "Input", "A folder of CSV files, or one; a path or a URI."
        ),
        "output": location(
            None,
            "Output",
            "The folder for the objects, a path or a URI; empty for the pipeline's own bucket.",
        ),
        "date_format": Param(
            None,
            type=["null", "string"],
            pattern="^[A-Za-z0-9/:., _-]{1,40}$",
            title="Date format",
            description='Only where dates can be read two ways, such as "d/M/yyyy HH:mm".',
        ),
        "number_format": Param(
            None,
            type=["null", "string"],
            enum=[None, "1234.5", "1234,5", "1.234,5", "1,234.5", "1 234,5", "1 234.5"],
            title="Number format",
            description="Only where numbers can be read two ways: how 1234.5 stands in the files.",
        ),
        "max_rejected_share": Param(
            0.1,
            type="number",
            minimum=0,
            maximum=1,
            title="Greatest share of rejected lines",
            description="A file with more of them has failed, and its earlier object stays.",
        ),
        "charset": Param(
            None,
            type=["null", "string"],
            pattern="^[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}$",
            title="Charset",
            description="Only where files are not UTF-8, such as ISO-8859-1 or windows-1252.",
        ),
    },
):
    HistoryOperator(task_id="run_spark_batch")
