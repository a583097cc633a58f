"""Brings back wanted jobs that are gone or do not advance."""

from .cluster import Cluster
from .job import Job, JobError
from .settings import Settings
from .sighting import Sighting
from .wish import Wish

# Longer than the job itself sits out failures of others before it gives up and is started again.
SECONDS_WITHOUT_ADVANCE = 300
SECONDS_FOR_OTHERS = 5


def watch(settings: Settings, cluster: Cluster) -> None:
    """Looks after every wanted job; raises JobError at the end if one could not be helped."""
    pipelines = Wish.wanted_pipelines(settings.state)
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
        if not job.wish.wanted:
            return "not wanted any more"
        seen = job.find()
        if not seen:
            job.wish.forget_progress()
            return f"it was gone, and is back: {job.submit()}"
        position = job.position()
        if seen.application and position.startswith("lag=0 "):
            job.wish.forget_progress()
            return f"all is archived: {position}"
        return _advance(job, seen, position)


def _advance(job: Job, seen: Sighting, position: str) -> str:
    waited = job.wish.seconds_without(position.partition(" ")[2] + seen.state)
    if waited < SECONDS_WITHOUT_ADVANCE:
        return f"{seen}: {position}, the same for {waited:.0f} s"
    print(f"{job.pipeline}: not advancing for {waited:.0f} s: {position}: {job.last_words()}")
    job.end(seen)
    job.wish.forget_progress()
    return f"it did not advance, and is back: {job.submit()}"
