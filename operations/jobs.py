"""Scheduled jobs: a registry, a table that remembers, and a runner.

A room declares a job in its own ``jobs.py``, which is imported at start::

    @scheduled("units.remind", every=timedelta(hours=1))
    def remind() -> None: ...

Any number of schedulers may run: a job is claimed by one conditional UPDATE,
which only one of them wins. Who dies holding a job loses it after ``lease``.
"""

import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, close_old_connections
from django.db.models import Q
from django.utils import timezone

from .models import Heartbeat, ScheduledJob

logger = logging.getLogger("portal.jobs")

SCHEDULER = "scheduler"
WORKER = "worker"
#: Seconds between two looks at what is due.
TICK = 5


@dataclass(frozen=True)
class Job:
    name: str
    every: timedelta
    run: Callable[[], object]
    lease: timedelta


_jobs: dict[str, Job] = {}


def scheduled(
    name: str, *, every: timedelta, lease: timedelta = timedelta(minutes=10)
) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function without arguments to be run every so often.

    ``lease`` bounds one run: longer ones may be started a second time. Raises
    ValueError when another function already has the name.
    """

    def register(function: Callable[[], object]) -> Callable[[], object]:
        known = _jobs.get(name)
        if known and known.run is not function:
            raise ValueError(f"Two scheduled jobs are called {name!r}.")
        _jobs[name] = Job(name, every, function, lease)
        return function

    return register


def registered_jobs() -> list[Job]:
    """All jobs, by name."""
    return [_jobs[name] for name in sorted(_jobs)]


def run_due_jobs() -> dict[str, bool]:
    """Run what is due now; job name -> whether it succeeded. Errors stay with their job."""
    known = ScheduledJob.objects.in_bulk(field_name="name")
    due = [job for job in registered_jobs() if _looks_due(job, known.get(job.name))]
    return {job.name: _run(job) for job in due if _claim(job)}


def run_forever(stopping: Callable[[], bool]) -> None:
    """Look every TICK seconds until ``stopping()``; outlive a database that goes away."""
    while not stopping():
        try:
            beat(SCHEDULER)
            run_due_jobs()
        except DatabaseError:
            logger.exception("The scheduler could not reach the database; it tries again.")
        finally:
            close_old_connections()
        wake = time.monotonic() + TICK
        while not stopping() and time.monotonic() < wake:
            time.sleep(0.2)


def beat(part: str) -> None:
    """Leave a sign of life."""
    Heartbeat.objects.update_or_create(part=part, defaults={"at": timezone.now()})


def heartbeat_age(part: str) -> timedelta | None:
    """Time since the last sign of life; None when there never was one."""
    at = Heartbeat.objects.filter(part=part).values_list("at", flat=True).first()
    return None if at is None else timezone.now() - at


def _looks_due(job: Job, row: ScheduledJob | None) -> bool:
    """A first look without writing; :func:`_claim` decides."""
    return row is None or row.last_run is None or row.last_run <= timezone.now() - job.every


def _claim(job: Job) -> bool:
    """Whether the job is due and now ours alone."""
    now = timezone.now()
    ScheduledJob.objects.get_or_create(name=job.name)
    won = (
        ScheduledJob.objects.filter(name=job.name)
        .filter(Q(last_run=None) | Q(last_run__lte=now - job.every))
        .filter(Q(leased_until=None) | Q(leased_until__lte=now))
        .update(last_run=now, leased_until=now + job.lease)
    )
    return won == 1


def _run(job: Job) -> bool:
    try:
        job.run()
    except Exception:
        logger.exception("The scheduled job %s failed.", job.name)
        outcome: dict[str, object] = {"last_error": traceback.format_exc()[-4000:]}
    else:
        outcome = {"last_error": "", "last_ok": timezone.now()}
    ScheduledJob.objects.filter(name=job.name).update(leased_until=None, **outcome)
    return not outcome["last_error"]
