"""crossroads-stream: one job a pipeline, whoever asks, and back again while it is wanted."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import SCRIPTS
from fake_cluster import FakeCluster


@pytest.fixture
def cluster(state, tmp_path, monkeypatch):
    made = FakeCluster(tmp_path / "spark", monkeypatch)
    yield made
    made.close()


# The same command, but quicker to believe and to give up.
HASTE = """
import runpy, sys
sys.path.insert(0, sys.argv[1])
from crossroads_stream import job
job.SECONDS_BETWEEN, job.SECONDS_TO_STAY = 0.05, 0.3
job.SECONDS_TO_APPEAR = job.SECONDS_TO_END = 3
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def stream(*words: str, code: int = 0) -> str:
    command = [sys.executable, "-c", HASTE, str(SCRIPTS), str(SCRIPTS / "crossroads-stream")]
    done = subprocess.run([*command, *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def wanted(state) -> bool:
    return (state / "stream" / "traffic.wanted").exists()


def stalled_for(state, seconds: float) -> None:
    file = state / "stream" / "traffic.progress"
    since = {"since": time.time() - seconds}
    noted = json.loads(file.read_text())
    file.write_text(json.dumps({query: note | since for query, note in noted.items()}))


def test_a_job_is_started_and_wanted(cluster, state):
    said = stream("start", "traffic")

    assert said.splitlines()[-1].endswith("next=driver-20261121170000-0000:0")
    assert wanted(state)
    assert cluster.asked("--deploy-mode cluster --supervise") == 1
    assert cluster.asked("stream --pipeline traffic") == 1
    assert cluster.asked("spark.cores.max=2") == 1


def test_a_job_is_replaced_by_one_that_is_told_to_accept_producers_times_and_back(cluster):
    stream("start", "traffic")

    assert "told otherwise" in stream("start", "traffic", "--accept-producer-times")
    assert "the job is there already" in stream("start", "traffic", "--accept-producer-times")
    assert cluster.asked("stream --pipeline traffic --accept-producer-times") == 1
    assert list(cluster.drivers) == ["driver-20261121170000-0001"]

    assert "told otherwise" in stream("start", "traffic")
    assert cluster.asked("stream --pipeline traffic --accept-producer-times") == 1
    assert list(cluster.drivers) == ["driver-20261121170000-0002"]


def test_a_topic_is_not_followed_by_two_wanted_jobs(cluster, state):
    stream("start", "traffic")

    said = stream("start", "all", code=1)

    assert "the job of traffic is wanted" in said
    assert "crossroads-stream stop traffic" in said
    assert not (state / "stream" / "all.wanted").exists()
    assert cluster.asked("--pipeline all") == 0


def test_the_watch_brings_a_job_back_as_it_was_wanted(cluster):
    stream("start", "traffic", "--accept-producer-times")
    cluster.end("driver-20261121170000-0000", "ERROR")

    stream("watch")

    assert cluster.asked("stream --pipeline traffic --accept-producer-times") == 2


def test_two_that_start_at_once_get_one_job(cluster):
    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(lambda _: stream("start", "traffic"), range(2)))

    assert len(cluster.drivers) == 1
    assert sum("the job is there already" in text for text in said) == 1


def test_a_job_that_was_launched_again_under_another_id_is_found(cluster):
    stream("start", "traffic")
    cluster.end("driver-20261121170000-0000")
    cluster.submit()

    assert "the job is there already" in stream("start", "traffic")
    assert len(cluster.drivers) == 1


def test_the_job_of_another_pipeline_is_not_taken_for_it(cluster):
    cluster.submit("logs")

    assert "submitted as" in stream("start", "traffic")
    assert len(cluster.drivers) == 2


def test_nothing_secret_is_submitted(cluster, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "hidden")
    monkeypatch.setenv("CROSSROADS_CATALOG_PASSWORD", "hidden")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hidden")
    monkeypatch.setenv("CROSSROADS_LAKE", "s3a://")

    stream("start", "traffic")

    environment = cluster.environment()
    assert "hidden" not in environment.values()
    assert environment["CROSSROADS_LAKE"] == "s3a://"


def test_a_stop_ends_the_job_and_its_desired_state(cluster, state):
    stream("start", "traffic")

    said = stream("stop", "traffic")
    assert said.endswith(
        "not wanted; archive lag=0 position=traffic-stream 0:10;"
        " live lag=0 position=traffic-stream 0:10\n"
    )

    assert not cluster.drivers
    assert not wanted(state)
    assert stream("watch") == "no job is wanted\n"
    assert not cluster.drivers


def test_a_stop_of_nothing_says_so(cluster):
    assert "does not run" in stream("stop", "traffic")
    assert cluster.asked("kill") == 0


def test_the_watch_brings_back_what_is_gone(cluster):
    stream("start", "traffic")
    cluster.end("driver-20261121170000-0000", "ERROR")

    assert "it was gone, and is back" in stream("watch")

    assert list(cluster.drivers) == ["driver-20261121170000-0001"]


def test_the_watch_leaves_alone_what_advances(cluster, state):
    stream("start", "traffic")
    for offset in (10, 20, 30):
        cluster.position(f"traffic-stream 0:{offset}", lag=5, live_lag=5)
        assert "the same for 0 s" in stream("watch")
        stalled_for(state, 1000)
    cluster.position("traffic-stream 0:35")
    assert "all is taken in" in stream("watch")

    assert list(cluster.drivers) == ["driver-20261121170000-0000"]


@pytest.mark.parametrize("stuck", ["archive", "live"])
def test_the_watch_restarts_a_job_of_which_one_query_does_not_advance(cluster, state, stuck):
    def at(offset: int) -> None:
        if stuck == "archive":
            cluster.position("traffic-stream 0:10", f"traffic-stream 0:{offset}", lag=5, live_lag=1)
        else:
            cluster.position(f"traffic-stream 0:{offset}", "traffic-stream 0:10", lag=1, live_lag=5)

    stream("start", "traffic")
    at(20)
    stream("watch")
    stalled_for(state, 400)
    at(30)

    assert "it did not advance, and is back" in stream("watch")

    assert list(cluster.drivers) == ["driver-20261121170000-0001"]


def test_a_query_that_has_taken_in_all_there_is_does_not_count_as_stuck(cluster, state):
    stream("start", "traffic")
    cluster.position("traffic-stream 0:10", "traffic-stream 0:15", lag=5)
    stream("watch")
    stalled_for(state, 400)
    cluster.position("traffic-stream 0:15", "traffic-stream 0:15", live_lag=5)

    assert "the same for 0 s" in stream("watch")

    assert list(cluster.drivers) == ["driver-20261121170000-0000"]


def test_an_archive_job_of_an_older_version_is_replaced(cluster):
    cluster.submit(command="archive")

    assert "is replaced" in stream("start", "traffic")

    assert list(cluster.drivers) == ["driver-20261121170000-0001"]
    assert list(cluster.applications) == ["crossroads stream traffic"]


def test_the_watch_replaces_an_archive_job_too(cluster):
    stream("start", "traffic")
    cluster.end("driver-20261121170000-0000")
    cluster.submit(command="archive")

    assert "it was gone, and is back" in stream("watch")

    assert list(cluster.applications) == ["crossroads stream traffic"]


def test_the_position_is_told_of_each_query(cluster):
    cluster.position("traffic-stream 0:10", "traffic-stream 0:15", lag=5)

    assert stream("position", "traffic") == (
        "archive lag=5 position=traffic-stream 0:10\nlive lag=0 position=traffic-stream 0:15\n"
    )
    assert cluster.asked("position --pipeline traffic --live") == 1


def test_the_watch_restarts_what_does_not_advance_though_records_wait(cluster, state):
    stream("start", "traffic")
    cluster.position("traffic-stream 0:10", lag=5, live_lag=5)
    stream("watch")
    stalled_for(state, 200)
    assert "the same for 200 s" in stream("watch")
    stalled_for(state, 400)

    assert "it did not advance, and is back" in stream("watch")

    assert list(cluster.drivers) == ["driver-20261121170000-0001"]
    assert "the same for 0 s" in stream("watch")


def test_a_driver_that_does_not_end_gets_no_second_beside_it(cluster, state):
    stream("start", "traffic")
    cluster.position("traffic-stream 0:10", lag=5, live_lag=5)
    stream("watch")
    stalled_for(state, 400)
    cluster.kill_works = False

    said = stream("watch", code=1)

    assert "has not ended within 3 s" in said
    assert list(cluster.drivers) == ["driver-20261121170000-0000"]


def test_a_position_that_cannot_be_told_restarts_nothing(cluster, state):
    stream("start", "traffic")
    cluster.say_of_position("lag=5 position=x 0:1\nerror: the store is not there")

    said = stream("watch", code=1)

    assert said.endswith(
        "error: traffic: how far the job is cannot be told: the store is not there\n"
    )
    assert list(cluster.drivers) == ["driver-20261121170000-0000"]


def test_a_driver_without_an_application_is_no_success(cluster):
    cluster.application_begins = False
    cluster.logs["driver-20261121170000-0000"] = ""

    said = stream("start", "traffic", code=1)

    assert "error: no application stays: driver-20261121170000-0000 (RUNNING)" in said


def test_a_driver_that_waits_for_room_says_how_much_there_is(cluster):
    cluster.application_begins = False
    cluster.submit()
    cluster.drivers["driver-20261121170000-0000"] |= {"state": "SUBMITTED", "worker": "None"}

    said = stream("start", "traffic", code=1)

    assert "no room for it: 10.0.0.2 has 1 cores and 512 MB free" in said
    assert cluster.asked("--supervise") == 0


def test_the_status_goes_on_where_it_was(cluster):
    stream("start", "traffic")
    driver = next(iter(cluster.drivers))
    cluster.logs[driver] += "INFO batch=0 records=5\n"
    heading, *lines = stream("status", "traffic").splitlines()
    assert lines[-1] == "INFO batch=0 records=5"

    cluster.logs[driver] += "INFO batch=1 records=7\n"
    token = heading.partition("next=")[2]

    heading, *lines = stream("status", "traffic", token).splitlines()
    assert heading.startswith("state=running next=driver-20261121170000-0000:")
    assert lines == ["INFO batch=1 records=7"]


@pytest.mark.parametrize("name", ["../x", "Traffic", "", "a b"])
def test_a_pipeline_that_is_none_is_refused(cluster, name):
    assert "is no name of a pipeline" in stream("start", name, code=1)
