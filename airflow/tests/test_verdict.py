"""When a job is said to advance, and when not."""

from __future__ import annotations

import asyncio
import time

import pytest
from airflow.sdk.exceptions import AirflowException, TaskDeferred
from crossroads import stream, triggers
from crossroads.container import SPARK_SUBMIT, Container, ContainerError, Outcome, reason
from crossroads.operators import StreamOperator
from crossroads.stream import JobStatus, Reached, StreamingJob, Verdict
from crossroads.triggers import JobAdvances

BATCH = "17:00:01 INFO  ArchiveJob: batch=0 records=10 archived=10 rejected=0 holes=0 lag=0"
LIVE = "17:00:02 INFO  SpeedJob: live records=10 cells=4 lag=0 duration=0.10s"


def status(*lines: str, state: str = "running") -> JobStatus:
    return JobStatus(state, list(lines), "driver-1:0")


def verdict() -> Verdict:
    return Verdict(begun=0, until=300)


@pytest.mark.parametrize(("first", "second"), [(BATCH, LIVE), (LIVE, BATCH)])
def test_commits_of_both_queries_are_an_advance(first, second):
    judged = verdict()
    judged.hear(status("archiving from traffic-stream 0:0"), 5)
    judged.hear(status(first), 10)
    assert judged.event(10) is None

    judged.hear(status(second), 15)

    assert judged.event(15) == {
        "advances": True,
        "reason": "archive: it has committed, live: it has committed",
    }


def test_a_query_that_cannot_go_on_is_named_with_its_reason_at_once():
    judged = verdict()
    judged.hear(status(BATCH), 5)
    judged.hear(status("ERROR SideBySide: speed traffic cannot go on: records are lost"), 6)

    assert judged.event(6) == {
        "advances": False,
        "reason": "speed traffic cannot go on: records are lost",
    }


def test_a_query_that_failed_lately_is_named_with_its_reason_when_time_is_over():
    judged = verdict()
    judged.hear(status(BATCH), 5)
    judged.hear(status("WARN TopicJob: speed traffic: failure 3 in a row: no relation"), 6)
    judged.learn({"archive": 0, "live": 9}, 45)

    assert judged.event(46) is None
    assert judged.event(300)["reason"] == (
        "live committed nothing, though 9 offsets wait; its last failure: no relation"
    )


def test_a_silent_job_whose_topic_is_all_archived_advances():
    judged = verdict()
    judged.hear(status(), 5)
    assert not judged.wants_position(5)
    assert judged.wants_position(40)

    judged.learn({"archive": 0, "live": 3}, 40)
    assert judged.event(40) is None
    judged.learn({"archive": 4, "live": 0}, 80)

    assert judged.event(80)["advances"]


def test_a_silent_job_with_records_that_wait_does_not():
    judged = verdict()
    judged.hear(status(), 5)
    judged.learn({"archive": 66, "live": 5}, 40)
    assert judged.event(299) is None
    assert not judged.wants_position(79)

    assert judged.event(300) == {
        "advances": False,
        "reason": "archive and live committed nothing, though 66 offsets wait",
    }


def test_the_same_error_twice_needs_no_more_patience():
    judged = verdict()
    judged.hear(status("error: there is no topic 'traffic-stream'"), 5)
    assert judged.event(5) is None
    judged.hear(status("error: there is no topic 'traffic-stream'", state="starting"), 10)

    assert judged.event(10)["reason"] == "there is no topic 'traffic-stream'"


def test_a_job_that_has_begun_after_an_error_is_given_its_time():
    judged = verdict()
    judged.hear(status("error: the broker is not there after 60 s"), 5)
    judged.hear(status("17:00:01 INFO  ArchiveJob: archiving from traffic-stream 0:0"), 10)
    assert judged.wants_position(45)

    judged.hear(
        status("17:01:01 WARN  ArchiveJob: failure 3 in a row: S3Exception: 503; going"), 90
    )
    judged.learn({"archive": 5, "live": 0}, 95)

    assert judged.event(300)["reason"].endswith(
        "5 offsets wait; its last failure: S3Exception: 503; going"
    )


def test_a_job_that_is_gone_for_half_a_minute_has_failed():
    judged = verdict()
    judged.hear(status(state="gone"), 5)
    judged.hear(status(state="starting"), 10)
    judged.hear(status(state="gone"), 15)
    assert judged.event(44) is None

    assert judged.event(45) == {"advances": False, "reason": "its driver has ended"}


def test_a_job_without_an_application_is_not_asked_for_its_position():
    judged = verdict()
    judged.hear(status(state="starting"), 5)

    assert not judged.wants_position(200)
    assert judged.event(300)["reason"] == (
        "archive and live committed nothing: its application did not stay"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("one\nerror: first\nerror: second\nlast", "second"),
        ("one\nlast\n\n", "last"),
        ("", "it printed nothing"),
    ],
)
def test_the_reason_is_the_last_error_or_the_last_line(text, why):
    assert reason(text) == why


def container_that_says(monkeypatch, *answers: str, code: int = 0) -> Container:
    left = list(answers)

    def run(self, command, seconds, each_line=None):
        text = left.pop(0) if len(left) > 1 else left[0]
        for line in text.splitlines() if each_line else ():
            each_line(line)
        return Outcome(code, text.encode())

    monkeypatch.setattr(Container, "run", run)
    monkeypatch.setattr(triggers, "SECONDS_BETWEEN", 0.01)
    return Container(SPARK_SUBMIT)


def test_the_log_is_told_without_the_command_that_began_it(monkeypatch):
    said = f'state=running next=driver-1:99\nLaunch Command: "java"\n=====\n\n{BATCH}\n'
    job = StreamingJob(container_that_says(monkeypatch, said), "traffic")

    assert job.status("-:0") == JobStatus("running", [BATCH], "driver-1:99")


def test_a_start_tells_where_the_log_goes_on(monkeypatch):
    said = "submitted as driver-1\ndriver-1 (RUNNING), app-1 next=driver-1:0\n"
    heard: list[str] = []

    job = StreamingJob(container_that_says(monkeypatch, said), "traffic")

    assert job.start(heard.append, False) == "driver-1:0"
    assert heard == said.splitlines()


def test_a_failed_start_says_why(monkeypatch):
    said = "submitted as driver-1\nerror: no application stays\n"
    job = StreamingJob(container_that_says(monkeypatch, said, code=1), "traffic")

    with pytest.raises(ContainerError, match="crossroads-stream start failed: no application"):
        job.start(print, False)


def test_a_command_that_takes_too_long_says_so(monkeypatch):
    job = StreamingJob(container_that_says(monkeypatch, "", code=124), "traffic")

    with pytest.raises(ContainerError, match="not done after 300 s"):
        job.stop(print)


def test_the_position_is_that_of_each_query(monkeypatch):
    said = "archive lag=5 position=traffic-stream 0:1\nlive lag=0 position=traffic-stream 0:6\n"
    job = StreamingJob(container_that_says(monkeypatch, said), "traffic")

    assert job.position() == {
        "archive": Reached(5, "traffic-stream 0:1"),
        "live": Reached(0, "traffic-stream 0:6"),
    }
    assert job.waiting_or_reason() == {"archive": 5, "live": 0}


def test_a_position_of_one_query_alone_is_none(monkeypatch):
    said = "archive lag=5 position=traffic-stream 0:1\n"
    job = StreamingJob(container_that_says(monkeypatch, said), "traffic")

    assert "position said" in job.waiting_or_reason()


def fire(trigger: JobAdvances) -> dict:
    _, arguments = trigger.serialize()

    async def first():
        async for event in JobAdvances(**arguments).run():
            return event.payload
        return None

    return asyncio.run(asyncio.wait_for(first(), 20))


def test_the_trigger_follows_the_log_to_the_first_commit(monkeypatch):
    container_that_says(
        monkeypatch,
        "state=starting next=driver-1:10\n",
        "state=running next=driver-1:20\narchiving from traffic-stream 0:0\n",
        f"state=running next=driver-1:30\n{BATCH}\n{LIVE}\n",
    )

    assert fire(JobAdvances(SPARK_SUBMIT, "traffic", "driver-1:0", time.time() + 60))["advances"]


def test_the_trigger_asks_the_tables_of_a_silent_job(monkeypatch):
    monkeypatch.setattr(stream, "SECONDS_BEFORE_ASKING", 0)
    container_that_says(
        monkeypatch,
        "state=running next=driver-1:10\n",
        "archive lag=0 position=traffic-stream 0:5\nlive lag=0 position=traffic-stream 0:5\n",
    )

    assert fire(JobAdvances(SPARK_SUBMIT, "traffic", "-:0", time.time() + 60)) == {
        "advances": True,
        "reason": "archive: it has taken in all there is, live: it has taken in all there is",
    }


@pytest.mark.parametrize(("accept", "more"), [(False, []), (True, ["--accept-producer-times"])])
def test_the_form_says_whether_the_job_accepts_producers_times(monkeypatch, accept, more):
    asked = []

    def run(self, command, seconds, each_line=None):
        asked.append(command)
        return Outcome(0, b"next=driver-1:0\n")

    monkeypatch.setenv("CROSSROADS_SPARK_SUBMIT_CONTAINER", "spark-submit")
    monkeypatch.setattr(Container, "run", run)
    form = {"pipeline": "traffic", "accept_producer_times": accept}
    with pytest.raises(TaskDeferred):
        StreamOperator(task_id="run_spark_streaming").execute({"params": form})

    assert asked == [["crossroads-stream", "start", "traffic", *more]]


def test_a_job_that_does_not_advance_fails_the_task_with_the_reason(capsys):
    task = StreamOperator(task_id="run_spark_streaming")

    with pytest.raises(AirflowException, match="does not advance: no topic"):
        task.finish({"params": {"pipeline": "traffic"}}, {"advances": False, "reason": "no topic"})

    assert "no topic" in capsys.readouterr().out.splitlines()[-1]
