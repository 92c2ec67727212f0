"""Building the index anew while readers go on searching."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, transaction

from . import mirror, services, statistics
from .engines.database import database_engine
from .kinds import kinds, object_key
from .models import Entry, FacetSet
from .results import facet_sets
from .spelling import vocabulary

_BATCH = 200

Progress = Callable[[int], None]


def rebuild_database(progress: Progress, *, from_scratch: bool = False) -> int:
    """Make entries, index and statistics agree with what is public; returns the entries.

    Works in batches, each in its own transaction, so that what has not been
    reached yet is found as before. ``from_scratch`` also rewrites what is equal.
    """
    database_engine().create()
    public: set[str] = set()
    for batch in _batches(_everything()):
        if from_scratch:
            with transaction.atomic():
                for key in map(object_key, batch):
                    services.withdraw_key(key)
                services.publish_many(batch)
        else:
            services.publish_many(batch)
        public.update(map(object_key, batch))
        progress(len(public))
    for key in set(Entry.objects.values_list("object_key", flat=True)) - public:
        services.withdraw_key(key)
    _tidy()
    return Entry.objects.count()


def _everything() -> Iterator[Any]:
    for kind in kinds():
        yield from kind.public()


def _batches(things: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(things)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _tidy() -> None:
    """Count words anew, drop combinations nobody uses, let the database learn the sizes."""
    statistics.recount()
    vocabulary.forget()
    FacetSet.objects.exclude(pk__in=Entry.objects.values("facets_id")).delete()
    facet_sets.forget()
    if not connection.in_atomic_block:
        database_engine().optimise()


def rebuild_elasticsearch(progress: Progress) -> int:
    """Copy all entries into a new Elasticsearch index and swap it in; raises Unavailable."""
    done = mirror.rebuild(progress)
    mirror.catch_up()
    return done
