"""Building the index anew while readers go on searching."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

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
    refresh(progress, from_scratch=from_scratch, counting=False)
    tidy()
    return Entry.objects.count()


def refresh(
    progress: Progress = lambda done: None, *, from_scratch: bool = False, counting: bool = True
) -> None:
    """Make the entries agree with what is public; what agrees already is not written.

    Without ``counting`` the caller recounts the term statistics afterwards.
    """
    public: set[str] = set()
    for batch in _batches(_everything()):
        _publish(batch, from_scratch=from_scratch, counting=counting)
        public.update(map(object_key, batch))
        progress(len(public))
    for key in set(Entry.objects.values_list("object_key", flat=True)) - public:
        _look_again(key)


@transaction.atomic
def _publish(batch: Sequence[Model], *, from_scratch: bool, counting: bool) -> None:
    """As the rows are now, held fast: one may have been withdrawn since it was read."""
    by_model: dict[type[Model], list[Any]] = {}
    for instance in batch:
        by_model.setdefault(type(instance), []).append(instance.pk)
    for model, keys in by_model.items():
        instances = list(model._base_manager.select_for_update().filter(pk__in=keys))
        if from_scratch:
            for instance in instances:
                services.withdraw(instance)
        services.publish_many(instances, counting=counting)


@transaction.atomic
def _look_again(key: str) -> None:
    """What is found but was not met: gone, hidden, or published in the meantime."""
    label, _, pk = key.partition(":")
    instance = apps.get_model(label)._base_manager.select_for_update().filter(pk=pk).first()
    if instance is None:
        services.withdraw_key(key)
    else:
        services.publish(instance)


def _everything() -> Iterator[Any]:
    for kind in kinds():
        yield from kind.public()


def _batches(things: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(things)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def tidy() -> None:
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
