"""Which kinds of things can be found. Upper rooms register theirs in ``ready()``.

``search`` knows nothing of the domain: a kind says how an object becomes
entries, and the rest of the room handles every kind alike.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from .terms import FORMS_VERSION


@dataclass(frozen=True)
class EntryData:
    """What readers may find of an object, in plain text.

    ``title``, ``body`` (the whole readable text, no markup), ``url`` (a path of
    this site) and ``language`` describe every entry. ``number`` is the official
    number of a document ("845-QĐ/ĐUK"). ``date`` is the day shown and sorted by;
    ``unit``, ``year`` (of ``date`` when None), ``level`` and ``field`` are what
    results are filtered by: ``unit`` is a unit's key, the others short codes or
    names. ``file`` and ``part`` are 0 for the object itself, else the key of a file
    that belongs to it and the page of that file.
    After ``expires_at`` no search shows the entry.
    """

    title: str
    body: str
    url: str
    unit: int | None = None
    unit_label: str = ""
    year: int | None = None
    level: str = ""
    field: str = ""
    language: str = "vi"
    date: datetime.date | None = None
    breadcrumb: str = ""
    number: str = ""
    expires_at: datetime.datetime | None = None
    file: int = 0
    part: int = 0

    def digest(self, kind: str) -> str:
        """SHA-256 of all that search would keep of this entry."""
        kept = repr((FORMS_VERSION, kind, *vars(self).values()))
        return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class EntryKind:
    """A registered kind.

    ``name`` is the value of the filter ``type`` in addresses, ``label`` its
    (translatable) name, ``model`` the class whose instances are of this kind;
    several models may share a name and label;
    ``entries`` turns one instance into entries (none when it is not public), and
    ``public`` yields all instances that are public now, for a rebuild.
    ``language`` of an entry says on which language's pages it is found.
    """

    name: str
    label: Any
    model: type[Model]
    entries: Callable[[Any], Iterable[EntryData]]
    public: Callable[[], Iterable[Any]]


_kinds: dict[type[Model], EntryKind] = {}
_labels: dict[str, Callable[[list[str]], dict[str, str]]] = {}


def register(kind: EntryKind) -> None:
    """Make a kind known; registering a model again replaces it."""
    _kinds[kind.model] = kind


def register_labels(facet: str, labels: Callable[[list[str]], dict[str, str]]) -> None:
    """Say how values of ``unit``, ``level`` or ``field`` read.

    ``labels`` gets values as they stand in addresses and returns value -> label;
    values it leaves out are shown as they are.
    """
    _labels[facet] = labels


def kinds() -> Iterator[EntryKind]:
    """All registered kinds, in order of registration."""
    yield from _kinds.values()


def kind_of(instance: Model) -> EntryKind | None:
    """The kind of ``instance``: of its own class or of the nearest class it inherits from."""
    return next((_kinds[cls] for cls in type(instance).__mro__ if cls in _kinds), None)


def kind_label(name: str) -> str:
    """The label of a kind; the name itself when the kind is no longer registered."""
    return next((str(kind.label) for kind in _kinds.values() if kind.name == name), name)


def facet_labels(facet: str, values: list[str]) -> dict[str, str]:
    """Labels of facet values; see :func:`register_labels`."""
    if facet == "kind":
        return {value: kind_label(value) for value in values}
    found = _labels[facet](values) if facet in _labels and values else {}
    return {value: found.get(value) or value for value in values}


def object_key(instance: Model) -> str:
    """How an object is named in entries: ``faq.scenario:42``.

    A page has one name whether it comes as its own class or as a base Page.
    """
    label = Page._meta.label_lower if isinstance(instance, Page) else instance._meta.label_lower
    return f"{label}:{instance.pk}"
