"""What people and DAGs ask of one pipeline's job."""

from .cluster import Unreachable
from .job import Job, JobError
from .position import told


def start(job: Job, options: list[str]) -> str:
    """Wants the job; finds it or starts it; tells where its log goes on.

    One that was started with other options is replaced.
    """
    with job.alone():
        job.require_no_other()
        job.desired.want(True)
        seen = job.replace(job.find())
        if seen and options != job.desired.options:
            seen = job.make_way(seen, "the job was told otherwise")
        job.desired.options = options
        if seen:
            print(f"the job is there already, no other is started: {seen}")
            token = _end_of_log(job)
            seen = job.await_application()
        else:
            seen = job.submit()
            token = f"{job.desired.driver}:0"
    return f"{seen} next={token}"


def status(job: Job, token: str) -> str:
    """One line of state, then what the driver has logged since the token."""
    seen = job.find()
    known, _, offset = token.rpartition(":")
    text = ""
    if seen.driver and seen.driver.page:
        begin = int(offset) if known == seen.driver.id else 0
        try:
            log = job.cluster.log(seen.driver, begin)
            text, token = log.text, f"{seen.driver.id}:{log.end}"
        except Unreachable as error:
            text = f"the driver's log cannot be read now: {error}"
    return f"state={seen.state} next={token}\n{text}".rstrip()


def stop(job: Job) -> str:
    """Wants the job no more, and lets it finish its batch."""
    with job.alone():
        job.desired.want(False)
        seen = job.find()
        if not seen:
            return "the job does not run, and from now on it is not wanted"
        job.end(seen)
    return f"the job has ended, and from now on it is not wanted; {_where_it_stands(job)}"


def _where_it_stands(job: Job) -> str:
    try:
        return told(job.position())
    except JobError as error:
        return str(error)


def _end_of_log(job: Job) -> str:
    driver = job.find().driver
    if not driver or not driver.page:
        return "-:0"
    try:
        return f"{driver.id}:{job.cluster.log(driver, 0, 1).size}"
    except Unreachable:
        return "-:0"
