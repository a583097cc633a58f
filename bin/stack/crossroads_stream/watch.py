"""Brings back wanted jobs that are gone or do not advance."""

from .cluster import Cluster
from .desired_state import DesiredState
from .job import Job, JobError
from .observed_state import ObservedState
from .position import Reached, told
from .settings import Settings

# Longer than the job itself sits out failures of others before it gives up and is started again.
SECONDS_WITHOUT_ADVANCE = 300
SECONDS_FOR_OTHERS = 5


def watch(settings: Settings, cluster: Cluster) -> None:
    """Looks after every wanted job; raises JobError at the end if one could not be helped."""
    pipelines = DesiredState.wanted_pipelines(settings.state)
    if not pipelines:
        print("no job is wanted")
    problems = []
    for pipeline in pipelines:
        try:
            print(f"{pipeline}: {look_after(Job(pipeline, settings, cluster))}")
        except JobError as error:
            problems.append(f"{pipeline}: {error}")
    if problems:
        raise JobError("; ".join(problems))


def look_after(job: Job) -> str:
    """Does what one job needs, and tells what that was."""
    with job.alone(SECONDS_FOR_OTHERS):
        if not job.desired.wanted:
            return "not wanted any more"
        seen = job.replace(job.find())
        if not seen:
            job.desired.forget_progress()
            return f"it was gone, and is back: {job.submit()}"
        reached = job.position()
        behind = [query for query in reached if query.lag or not seen.application]
        if not behind:
            job.desired.forget_progress()
            return f"all is taken in: {told(reached)}"
        return _advance(job, seen, behind)


def _advance(job: Job, seen: ObservedState, behind: list[Reached]) -> str:
    """Gives up a job of which one query has been at the same place for too long."""
    places = {reached.query: f"{reached.place} {seen.state}" for reached in behind}
    waited = max(job.desired.seconds_without(places).values())
    if waited < SECONDS_WITHOUT_ADVANCE:
        return f"{seen}: {told(behind)}, the same for {waited:.0f} s"
    print(f"{job.pipeline}: not advancing for {waited:.0f} s: {told(behind)}: {job.last_words()}")
    job.end(seen)
    job.desired.forget_progress()
    return f"it did not advance, and is back: {job.submit()}"
