"""Term statistics: read for ranking, kept up to date after each commit."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import DatabaseError, connection, transaction

from .models import EntryText, TermStatistic
from .ranking import Statistics
from .terms import IndexForms, counted_terms

logger = logging.getLogger("portal.search")

_BATCH = 400
_PART = 20_000
_TABLE = TermStatistic._meta.db_table


class Change:
    """What a publication or withdrawal changes in the statistics."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, forms: IndexForms, sign: int = 1) -> None:
        """Count an entry in, or out with ``sign=-1``."""
        if sign > 0:
            self.counts.update(forms.counted)
        else:
            self.counts.subtract(forms.counted)
        self.counts[TermStatistic.DOCUMENTS] += sign
        self.counts[TermStatistic.WORDS] += sign * forms.length

    def apply_later(self) -> None:
        """Apply after the current transaction has been committed, if it is."""
        if any(self.counts.values()):
            transaction.on_commit(self.apply, robust=True)

    def apply(self) -> None:
        """Apply now, in a transaction of its own. A failure costs exactness, not the caller."""
        rows = sorted((term, by) for term, by in self.counts.items() if by)
        try:
            with transaction.atomic():
                for at in range(0, len(rows), _BATCH):
                    _add(rows[at : at + _BATCH])
        except DatabaseError:
            logger.exception("Term statistics lag behind; rebuild_search will mend them.")


def _add(rows: Sequence[tuple[str, int]]) -> None:
    _write(rows, f"{_TABLE}.documents + excluded.documents")


def _write(rows: Sequence[tuple[str, int]], documents: str) -> None:
    """Insert, or set ``documents`` (SQL) of what is there."""
    # Sorted by term, so that two writers never wait for each other in a circle.
    values = ", ".join(["(%s, %s, %s)"] * len(rows))
    params = [value for term, by in rows for value in (term, by, is_word(term))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_TABLE} (term, documents, is_word) VALUES {values}"
            f" ON CONFLICT (term) DO UPDATE SET documents = {documents}",
            params,
        )


def is_word(term: str) -> bool:
    """Whether the term is a plain folded syllable, not a pair, key or title word."""
    return term.isalnum()


def read(terms: Iterable[str]) -> Statistics:
    """The statistics that ranking needs for these terms."""
    asked = [*dict.fromkeys(terms), TermStatistic.DOCUMENTS, TermStatistic.WORDS]
    found = dict(
        TermStatistic.objects.filter(term__in=asked).values_list("term", "documents").iterator()
    )
    documents = max(found.pop(TermStatistic.DOCUMENTS, 0), 0)
    total = found.pop(TermStatistic.WORDS, 0)
    return Statistics(documents, total / documents if documents else 1.0, found)


def beginning_with(prefix: str, limit: int) -> list[str]:
    """The most frequent terms that begin with ``prefix``, which is plain ASCII."""
    rows = TermStatistic.objects.filter(documents__gt=0)
    if connection.vendor == "postgresql":
        # LIKE uses the index whatever the collation of the database.
        rows = rows.filter(term__startswith=prefix)
    else:
        rows = rows.filter(term__gte=prefix, term__lt=prefix + "\x7f")
    return list(rows.order_by("-documents", "term").values_list("term", flat=True)[:limit])


def recount() -> None:
    """Count everything anew from the entries.

    Written in order and in parts, so that nobody who publishes meanwhile waits long.
    """
    counts: Counter[str] = Counter()
    rows = EntryText.objects.values_list("folded", "exact", "length")
    for folded, exact, length in rows.iterator(chunk_size=500):
        counts.update(counted_terms(folded, exact))
        counts[TermStatistic.DOCUMENTS] += 1
        counts[TermStatistic.WORDS] += length
    known = TermStatistic.objects.values_list("term", flat=True).iterator(chunk_size=5000)
    gone = [term for term in known if term not in counts]
    rows_to_write = sorted(counts.items())
    for at in range(0, len(rows_to_write), _PART):
        with transaction.atomic():
            for start in range(at, min(at + _PART, len(rows_to_write)), _BATCH):
                _write(rows_to_write[start : min(start + _BATCH, at + _PART)], "excluded.documents")
    for at in range(0, len(gone), _BATCH):
        TermStatistic.objects.filter(term__in=gone[at : at + _BATCH]).delete()
