"""Tasks that the acts leave behind: done once at the end, instead of once for every save."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.exceptions import ObjectDoesNotExist
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResult, task_backends
from django_tasks.backends.dummy import DummyBackend

from approvals import notifications

#: Nobody is written to about what happened weeks ago.
_DROPPED = {notifications.deliver.module_path}


@contextmanager
def put_off() -> Iterator[list[TaskResult]]:
    """Collect the tasks enqueued inside, instead of leaving thousands to the worker."""
    backend = DummyBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    real = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = backend
    try:
        yield backend.results
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = real


def run(results: list[TaskResult]) -> None:
    """Do each of the collected tasks once (index of words, index of references); none is left.

    A row that a later act replaced has nothing to be indexed any more.
    """
    errands = {
        (result.task.module_path, *map(str, result.args)): result
        for result in results
        if result.task.module_path not in _DROPPED
    }
    results.clear()
    for result in errands.values():
        with suppress(ObjectDoesNotExist):
            result.task.call(*result.args, **result.kwargs)
