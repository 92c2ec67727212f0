"""Elasticsearch 8 and 9: the client, our index, and finding entries in it.

Fields hold the terms of :mod:`search.terms` as keywords, so nothing depends on
an analyzer of the server: what is found is the same as in the database.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.conf import settings
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, helpers

from ..matching import Clause, Match
from ..terms import FORMS_VERSION
from .base import Scope

logger = logging.getLogger("portal.search")

SEARCH_TIMEOUT = 1.0
"""Seconds a reader may wait for Elasticsearch before the database answers instead."""
WRITE_TIMEOUT = 30.0
REST = 15.0
"""Seconds in which readers do not try again after Elasticsearch has failed."""
FACET_SETS = 20_000

SETTINGS = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
}
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "_meta": {"forms_version": FORMS_VERSION},
    "_source": {"enabled": False},
    "properties": {
        "terms": {"type": "keyword", "doc_values": False, "norms": False},
        "running": {"type": "text", "analyzer": "whitespace", "norms": False},
        "entry": {"type": "long"},
        "facets": {"type": "integer"},
        "expires_at": {"type": "date"},
    },
}

FAILURES = (ApiError, TransportError, helpers.BulkIndexError)


class Unavailable(Exception):
    """Elasticsearch cannot serve now; the database does."""


@lru_cache(maxsize=4)
def _client(url: str) -> Elasticsearch:
    return Elasticsearch(url, request_timeout=SEARCH_TIMEOUT, max_retries=0)


def client(timeout: float = SEARCH_TIMEOUT) -> Elasticsearch:
    """The client for ELASTICSEARCH_URL."""
    return _client(settings.ELASTICSEARCH_URL).options(request_timeout=timeout)


class _Rest:
    """Remembers in this process that Elasticsearch has just failed."""

    def __init__(self) -> None:
        self.until = 0.0

    def begin(self, error: Exception) -> None:
        if time.monotonic() >= self.until:
            logger.warning("Elasticsearch is away (%s); the database answers.", error)
        self.until = time.monotonic() + REST

    def end(self) -> None:
        self.until = 0.0

    @property
    def resting(self) -> bool:
        return time.monotonic() < self.until


rest = _Rest()


def alias() -> str:
    """The name by which the current index is reached; its copies are called after it."""
    return settings.ELASTICSEARCH_INDEX


def configured() -> bool:
    """Whether a deployment has set ELASTICSEARCH_URL."""
    return bool(settings.ELASTICSEARCH_URL)


@contextmanager
def reaching() -> Iterator[None]:
    """Turn every failure of Elasticsearch into Unavailable, and rest after it."""
    try:
        yield
    except FAILURES as error:
        rest.begin(error)
        raise Unavailable(str(error)) from error


class ElasticsearchEngine:
    """See :class:`search.engines.base.Engine`; raises Unavailable."""

    def counts(self, match: Match, scope: Scope) -> dict[int, int]:
        if scope.empty or not match:
            return {}
        with reaching():
            found = client().search(
                index=alias(),
                size=0,
                query=_query(match, scope),
                aggs={"facets": {"terms": {"field": "facets", "size": FACET_SETS}}},
            )
        return {
            bucket["key"]: bucket["doc_count"]
            for bucket in found["aggregations"]["facets"]["buckets"]
        }

    def candidates(
        self, match: Match, boosts: Sequence[tuple[str, float]], scope: Scope, limit: int
    ) -> list[int]:
        if scope.empty or not match:
            return []
        query = _query(match, scope)
        query["bool"]["should"] = [
            {"constant_score": {"filter": {"term": {"terms": term}}, "boost": weight}}
            for term, weight in boosts
            if weight > 0
        ]
        with reaching():
            found = client().search(
                index=alias(),
                size=limit,
                query=query,
                sort=[{"_score": "desc"}, {"entry": "desc"}],
                source=False,
                track_total_hits=False,
            )
        return [int(hit["_id"]) for hit in found["hits"]["hits"]]


def _query(match: Match, scope: Scope) -> dict[str, Any]:
    conditions: list[dict[str, Any]] = [_clause(clause) for clause in match.clauses]
    conditions += [{"match_phrase": {"running": phrase}} for phrase in match.phrases]
    if scope.facets is not None:
        conditions.append({"terms": {"facets": sorted(scope.facets)}})
    if scope.only is not None:
        conditions.append({"ids": {"values": [str(entry) for entry in scope.only]}})
    excluded: list[dict[str, Any]] = [{"range": {"expires_at": {"lte": scope.now.isoformat()}}}]
    if scope.without:
        excluded.append({"ids": {"values": [str(entry) for entry in scope.without]}})
    return {"bool": {"filter": conditions, "must_not": excluded}}


def _clause(clause: Clause) -> dict[str, Any]:
    alone = [alternative[0] for alternative in clause if len(alternative) == 1]
    together = [alternative for alternative in clause if len(alternative) > 1]
    choices: list[dict[str, Any]] = [{"terms": {"terms": alone}}] if alone else []
    choices += [
        {"bool": {"filter": [{"term": {"terms": term}} for term in alternative]}}
        for alternative in together
    ]
    return choices[0] if len(choices) == 1 else {"bool": {"should": choices}}
