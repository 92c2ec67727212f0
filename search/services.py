"""Making things findable and unfindable, in the caller's transaction.

:func:`publish` and :func:`withdraw` are all that other rooms call. What readers
find is in the database when the transaction commits and not before; nothing of
it waits for a worker. Term statistics and Elasticsearch follow after the commit,
and their failure or absence is no error.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from . import mirror
from .engines.database import database_engine
from .kinds import EntryData, EntryKind, kind_of, object_key
from .models import Entry, EntryText, FacetSet
from .results import facet_sets
from .statistics import Change
from .terms import IndexForms, index_forms
from .text import clean

_TITLE, _BREADCRUMB, _LABEL, _URL = 500, 500, 255, 1000


def publish(instance: Model) -> None:
    """Make ``instance`` findable as it stands now, replacing what was findable of it.

    An instance whose kind is not registered, or whose kind yields no entries, is
    withdrawn. Call it in the transaction that publishes; calling it again with
    nothing changed costs one query.
    """
    with transaction.atomic():
        _Writer().replace({object_key(instance): _entries(instance)}).finish()


def publish_many(instances: Iterable[Model], *, counting: bool = True) -> int:
    """Like :func:`publish` for many, in one transaction and written in bulk; returns how many.

    Without ``counting`` the caller recounts the term statistics when all is written.
    """
    with transaction.atomic():
        plans = {object_key(instance): _entries(instance) for instance in instances}
        _Writer().replace(plans).finish(counting=counting)
    return len(plans)


def withdraw(instance: Model) -> None:
    """Make ``instance`` unfindable with the current transaction. Unknown things are fine."""
    withdraw_key(object_key(instance))


def withdraw_key(key: str) -> None:
    """Like :func:`withdraw`, by :func:`search.kinds.object_key`, for what no longer exists."""
    with transaction.atomic():
        _Writer().replace({key: []}).finish()


_BATCH = 500
_Described = tuple[EntryKind, EntryData]


def _entries(instance: Model) -> list[_Described]:
    if isinstance(instance, Page):
        instance = instance.specific
    kind = kind_of(instance)
    return [(kind, data) for data in kind.entries(instance)] if kind else []


def _slices(keys: list[str]) -> Iterator[list[str]]:
    return (keys[at : at + _BATCH] for at in range(0, len(keys), _BATCH))


class _Writer:
    """Collects entries to erase and to write, and writes them together."""

    def __init__(self) -> None:
        self._old: list[tuple[Entry, IndexForms]] = []
        self._new: list[tuple[Entry, EntryText, IndexForms]] = []
        self._facets: dict[tuple, int] = {}

    def replace(self, plans: Mapping[str, Sequence[_Described]]) -> "_Writer":
        """Plan to keep, of each object named by its key, exactly these entries."""
        present = {
            (entry.object_key, entry.digest): entry
            for keys in _slices(list(plans))
            for entry in Entry.objects.filter(object_key__in=keys).select_related("text")
        }
        for key, entries in plans.items():
            for kind, data in entries:
                if present.pop((key, data.digest(kind.name)), None) is None:
                    self._new.append(self._build(key, kind, data))
        for entry in present.values():
            forms = index_forms(entry.title, entry.text.body, entry.number)
            self._old.append((entry, forms))
        return self

    def _build(
        self, key: str, kind: EntryKind, data: EntryData
    ) -> tuple[Entry, EntryText, IndexForms]:
        title, body, number = clean(data.title)[:_TITLE], clean(data.body), clean(data.number)[:80]
        forms = index_forms(title, body, number)
        entry = Entry(
            facets_id=self._facet_set(kind, data),
            expires_at=data.expires_at,
            published_on=data.date,
            file=data.file,
            part=data.part,
            object_key=key,
            number=number,
            title=title,
            url=data.url[:_URL],
            unit_label=clean(data.unit_label)[:_LABEL],
            breadcrumb=clean(data.breadcrumb)[:_BREADCRUMB],
            digest=data.digest(kind.name),
        )
        text = EntryText(length=forms.length, body=body, folded=forms.folded, exact=forms.exact)
        return entry, text, forms

    def _facet_set(self, kind: EntryKind, data: EntryData) -> int:
        year = data.year if data.year is not None else (data.date.year if data.date else 0)
        values: dict[str, Any] = {
            "kind": kind.name,
            "unit": data.unit or 0,
            "year": year,
            "level": data.level[:80],
            "field": data.field[:120],
            "language": data.language,
        }
        combination = tuple(values.values())
        if combination not in self._facets:
            self._facets[combination] = FacetSet.objects.get_or_create(**values)[0].pk
        return self._facets[combination]

    def finish(self, *, counting: bool = True) -> None:
        """Erase and write; statistics and Elasticsearch after the commit."""
        engine, change = database_engine(), Change()
        if self._old:
            engine.erase([(entry.pk, forms.terms) for entry, forms in self._old])
            Entry.objects.filter(pk__in=[entry.pk for entry, _ in self._old]).delete()
        if self._new:
            Entry.objects.bulk_create([entry for entry, _, _ in self._new], batch_size=200)
            for entry, text, _ in self._new:
                text.entry_id = entry.pk
            EntryText.objects.bulk_create([text for _, text, _ in self._new], batch_size=100)
            engine.write([(entry.pk, forms.terms) for entry, _, forms in self._new])
        if counting:
            for _, forms in self._old:
                change.add(forms, -1)
            for _, _, forms in self._new:
                change.add(forms)
            change.apply_later()
        mirror.follow(
            written=[entry.pk for entry, _, _ in self._new],
            erased=[entry.pk for entry, _ in self._old],
        )


def forget_everything() -> None:
    """Empty the whole index; for a rebuild. In the caller's transaction."""
    database_engine().clear()
    Entry.objects.all().delete()


def forget_leftovers(**_signal: object) -> None:
    """After a migrate or flush: no terms may outlive the table of entries."""
    facet_sets.forget()
    if not Entry.objects.exists():
        database_engine().clear()
