"""Which engine answers: Elasticsearch with the database's help, or the database alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from django.conf import settings

from ..matching import Match
from ..models import PendingChange
from . import elasticsearch as elastic
from .base import Engine, Scope
from .database import database_engine

MAX_PENDING = 500
"""With more unconfirmed changes than this, the database answers alone."""

Answer = TypeVar("Answer")


class CombinedEngine:
    """Elasticsearch for what it has confirmed, the database for what it has not.

    When Elasticsearch fails in the middle, the database answers the whole
    question, and goes on for the rest of the search.
    """

    def __init__(self, pending: Sequence[int]) -> None:
        self._pending = frozenset(pending)
        self._database = database_engine()
        self._elastic: elastic.ElasticsearchEngine | None = elastic.ElasticsearchEngine()

    def counts(self, match: Match, scope: Scope) -> dict[int, int]:
        counts = self._ask(lambda engine: engine.counts(match, self._confirmed(scope)))
        if counts is None:
            return self._database.counts(match, scope)
        for facet_set, count in self._database.counts(match, self._unconfirmed(scope)).items():
            counts[facet_set] = counts.get(facet_set, 0) + count
        return counts

    def candidates(
        self, match: Match, boosts: Sequence[tuple[str, float]], scope: Scope, limit: int
    ) -> list[int]:
        found = self._ask(
            lambda engine: engine.candidates(match, boosts, self._confirmed(scope), limit)
        )
        if found is None:
            return self._database.candidates(match, boosts, scope, limit)
        new = self._database.candidates(match, boosts, self._unconfirmed(scope), limit)
        return new + found

    def newest(self, match: Match, scope: Scope, offset: int, limit: int) -> list[int]:
        """By date nothing is ranked, and the database is exact: it answers."""
        return self._database.newest(match, scope, offset, limit)

    def _confirmed(self, scope: Scope) -> Scope:
        return replace(scope, without=self._pending)

    def _unconfirmed(self, scope: Scope) -> Scope:
        return replace(scope, only=self._pending)

    def _ask(self, question: Callable[[elastic.ElasticsearchEngine], Answer]) -> Answer | None:
        """Elasticsearch's answer; None when it is away, and then for good."""
        if self._elastic is None:
            return None
        try:
            return question(self._elastic)
        except elastic.Unavailable:
            self._elastic = None
            return None


def engine() -> Engine:
    """The engine for one search."""
    if not settings.ELASTICSEARCH_URL or elastic.rest.resting:
        return database_engine()
    pending = list(PendingChange.objects.values_list("entry", flat=True)[: MAX_PENDING + 1])
    if len(pending) > MAX_PENDING:
        return database_engine()
    return CombinedEngine(pending)
