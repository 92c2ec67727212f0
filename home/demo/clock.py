"""A clock that can be set, for acts that are played long after their day.

Django's fields, Wagtail's revisions, task states and log entries, and our own
proofs all ask ``django.utils.timezone.now`` at the moment they are written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

from django.utils import timezone


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let ``timezone.now`` say ``moment``, a microsecond later each time it is asked.

    Whatever is done inside keeps its order by time, and playing it again gives the
    same times. For one process that does nothing else meanwhile: the clock is
    everybody's. ``moment`` is aware.
    """
    real = timezone.now
    start, ticks = moment.astimezone(UTC), count()
    timezone.now = lambda: start + timedelta(microseconds=next(ticks))
    try:
        yield
    finally:
        timezone.now = real
