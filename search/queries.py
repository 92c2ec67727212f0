"""Counting what is searched, without a trace of who searched it.

A view notes the query; it is written when the response has been sent, so that
no reader waits for a busy database. What may name a person is not kept at all.
"""

import logging
import re
from collections import deque
from datetime import date, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from .models import QueryCount
from .query import parse

logger = logging.getLogger("portal.search")

KEPT = timedelta(days=400)
_LENGTH = 255
_PERSONAL = re.compile(r"@|(?:\d[\s.-]?){9,}")
_noted: deque[tuple[date, str, str, str, int]] = deque(maxlen=1000)


def note(text: str, language: str, found: int) -> None:
    """Remember a search until the response is out.

    Texts with an e-mail address or nine digits in a row (identity cards,
    telephones) are dropped.
    """
    parsed = parse(text)
    if parsed and not _PERSONAL.search(parsed.text):
        folded = " ".join(parsed.folded)
        _noted.append(
            (timezone.localdate(), folded[:_LENGTH], parsed.text[:_LENGTH], language, found)
        )


def write_noted(**_signal: object) -> None:
    """Write what was noted; a failure loses a count, nothing else."""
    table = QueryCount._meta.db_table
    while _noted:
        day, folded, text, language, found = _noted.popleft()
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {table} (day, folded, text, language, times, found)"
                    " VALUES (%s, %s, %s, %s, 1, %s) ON CONFLICT (day, folded, language)"
                    f" DO UPDATE SET times = {table}.times + 1, text = excluded.text,"
                    " found = excluded.found",
                    [day, folded, text, language, found],
                )
        except DatabaseError:
            logger.warning("A search could not be counted.", exc_info=True)


def forget_old() -> int:
    """Delete counts older than :data:`KEPT`; returns how many."""
    return QueryCount.objects.filter(day__lt=timezone.localdate() - KEPT).delete()[0]
