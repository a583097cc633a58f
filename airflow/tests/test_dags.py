"""What users and their scripts know of the DAGs, and what every DAG must have."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from pathlib import Path

import pendulum
import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk.exceptions import ParamValidationError
from airflow.serialization.serialized_objects import DagSerialization
from airflow.timetables import trigger

DAGS = Path(__file__).resolve().parents[1] / "dags"
# Names and schedules are fixed: task ids, schedule, whether it waits for a person to unpause it.
FIXED = {
    "Streaming_Producer": (["create_topic", "produce_traffic_data"], "0 0 * * *", True),
    "Spark_Streaming": (["create_topic", "run_spark_streaming"], None, False),
    "Spark_Streaming_Watch": (["watch_spark_streaming"], "*/3 * * * *", False),
    "Spark_Streaming_Stop": (["stop_spark_streaming"], None, False),
    "Spark_Batch": (["run_spark_batch"], "0 0 * * *", True),
    "Spark_Views": (["run_views"], "5 * * * *", True),
    "Spark_Reconcile": (["run_reconcile"], "35 0 * * *", True),
}


@pytest.fixture(scope="module")
def bag() -> DagBag:
    return DagBag(dag_folder=str(DAGS), bundle_path=DAGS, bundle_name="dags-folder")


def test_all_dags_load_and_no_other(bag):
    assert bag.import_errors == {}
    assert set(bag.dags) == set(FIXED)


@pytest.mark.parametrize("name", FIXED)
def test_names_and_schedules_are_the_fixed_ones(bag, name):
    dag = bag.dags[name]
    tasks, schedule, waits = FIXED[name]

    assert [task.task_id for task in dag.topological_sort()] == tasks
    assert getattr(dag.timetable, "expression", None) == schedule
    assert (dag.is_paused_upon_creation is not False) == waits
    assert dag.catchup is False


@pytest.mark.parametrize("name", FIXED)
def test_every_dag_explains_itself_and_bounds_its_tasks(bag, name):
    dag = bag.dags[name]

    assert dag.doc_md.strip().startswith("###")
    assert dag.description
    assert dag.dagrun_timeout
    for task in dag.tasks:
        assert timedelta() < task.execution_timeout <= timedelta(minutes=15), task
        assert task.retries <= 2, task


@pytest.mark.parametrize("name", FIXED)
def test_every_dag_can_be_stored_and_read_again(bag, name):
    stored = DagSerialization.to_dict(bag.dags[name])

    assert DagSerialization.from_dict(stored).dag_id == name


@pytest.mark.parametrize("name", ["Streaming_Producer", "Spark_Batch"])
@pytest.mark.parametrize("hour", [1, 12, 23])
def test_unpausing_a_daily_dag_starts_nothing_before_midnight(bag, name, hour, monkeypatch):
    now = pendulum.datetime(2026, 11, 21, hour, tz="UTC")
    monkeypatch.setattr(trigger, "utcnow", lambda: now)
    stored = DagSerialization.from_dict(DagSerialization.to_dict(bag.dags[name]))

    first = stored.next_dagrun_info(last_automated_run_info=None)

    assert first.run_after == pendulum.datetime(2026, 11, 22, tz="UTC")


@pytest.mark.parametrize(
    ("name", "first"), [("Spark_Views", (13, 5)), ("Spark_Reconcile", (24, 35))]
)
def test_unpausing_starts_nothing_before_its_time(bag, name, first, monkeypatch):
    now = pendulum.datetime(2026, 11, 21, 12, 30, tz="UTC")
    monkeypatch.setattr(trigger, "utcnow", lambda: now)
    stored = DagSerialization.from_dict(DagSerialization.to_dict(bag.dags[name]))

    hour, minute = first
    assert stored.next_dagrun_info(last_automated_run_info=None).run_after == pendulum.datetime(
        2026, 11, 21, tz="UTC"
    ).add(hours=hour, minutes=minute)


@pytest.mark.parametrize("name", ["Spark_Batch", "Spark_Views", "Spark_Reconcile"])
def test_batch_jobs_run_one_at_a_time(bag, name):
    assert bag.dags[name].max_active_runs == 1


def test_defaults_fit_their_own_rules(bag):
    for dag in bag.dags.values():
        dag.params.validate()


@pytest.mark.parametrize(
    "name", ["Spark_Streaming", "Spark_Streaming_Stop", "Spark_Views", "Spark_Reconcile"]
)
def test_one_run_can_be_of_all_pipelines(bag, name):
    params = deepcopy(bag.dags[name].params)
    params["pipeline"] = "all"
    params.validate()


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("Streaming_Producer", "pipeline", "traffic; rm -rf /"),
        ("Streaming_Producer", "pipeline", "all"),
        ("Streaming_Producer", "rate", 0),
        ("Streaming_Producer", "rate", 100_001),
        ("Streaming_Producer", "rate", "fast"),
        ("Streaming_Producer", "duration", 0),
        ("Streaming_Producer", "duration", 86_401),
        ("Streaming_Producer", "duration", 1.5),
        ("Streaming_Producer", "seed", -1),
        ("Streaming_Producer", "invalid", 1.01),
        ("Streaming_Producer", "late", -0.1),
        ("Streaming_Producer", "out_of_order", None),
        ("Streaming_Producer", "duplicates", "half"),
        ("Spark_Streaming", "pipeline", "nothing"),
        ("Spark_Streaming", "accept_producer_times", "yes"),
        ("Spark_Views", "reset_horizon", None),
        ("Spark_Streaming_Stop", "pipeline", ""),
        ("Spark_Batch", "input", "data"),
        ("Spark_Batch", "input", "--help"),
        ("Spark_Batch", "input", "/data/$(id)"),
        ("Spark_Batch", "output", "s3a://bucket name"),
        ("Spark_Batch", "output", "s3a://büro"),
        ("Spark_Batch", "output", "http://somewhere/"),
        ("Spark_Batch", "output", "/" + "a" * 500),
        ("Spark_Batch", "date_format", "d/M/yyyy'"),
        ("Spark_Batch", "date_format", ""),
        ("Spark_Batch", "number_format", "1.2"),
        ("Spark_Batch", "max_rejected_share", 1.5),
        ("Spark_Batch", "charset", "latin 1"),
        ("Spark_Batch", "charset", "-x"),
        ("Spark_Views", "full", "yes"),
        ("Spark_Views", "full", None),
        ("Spark_Views", "pipeline", "nothing"),
        ("Spark_Reconcile", "pipeline", "traffic; id"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(bag, name, field, value):
    params = deepcopy(bag.dags[name].params)
    with pytest.raises(ParamValidationError, match=field):
        params[field] = value


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("Streaming_Producer", "rate", 0.5),
        ("Streaming_Producer", "rate", 100_000),
        ("Streaming_Producer", "duration", 86_400),
        ("Streaming_Producer", "invalid", 1),
        ("Spark_Batch", "input", "s3a://traffic-batch-data/in/2025-01.csv"),
        ("Spark_Batch", "output", "hdfs://host:9000/lake/out"),
        ("Spark_Batch", "date_format", "d/M/yyyy HH:mm"),
        ("Spark_Batch", "number_format", "1.234,5"),
        ("Spark_Batch", "max_rejected_share", 0),
        ("Spark_Batch", "charset", "windows-1252"),
        ("Spark_Views", "full", True),
    ],
)
def test_a_value_that_fits_is_taken(bag, name, field, value):
    params = deepcopy(bag.dags[name].params)
    params[field] = value
    params.validate()
