"""The portal's own scheduled jobs, and the worker's sign of life."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from . import jobs
from .jobs import scheduled

#: Finished tasks are kept this long: to look at what went wrong, not for ever.
KEEP_DONE = timedelta(days=2)
KEEP_FAILED = timedelta(days=30)


@scheduled("clear_sessions", every=timedelta(days=1))
def clear_sessions() -> None:
    call_command("clearsessions", verbosity=0)


@scheduled("purge_task_results", every=timedelta(days=1))
def purge_task_results() -> None:
    """Forget old task results; what waits or runs is never touched."""
    finished = DBTaskResult.objects.finished()
    now = timezone.now()
    finished.successful().filter(finished_at__lt=now - KEEP_DONE).delete()
    finished.failed().filter(finished_at__lt=now - KEEP_FAILED).delete()


@task()
def worker_beat() -> None:
    """Says that a worker took a task from the queue and finished it."""
    jobs.beat(jobs.WORKER)


@scheduled("probe_worker", every=timedelta(minutes=1))
def probe_worker() -> None:
    """Ask the worker for a sign of life; not again while the last question waits."""
    waiting = DBTaskResult.objects.ready().filter(task_path=worker_beat.module_path)
    if not waiting.exists():
        worker_beat.enqueue()
