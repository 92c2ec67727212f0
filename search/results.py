"""The shapes in which a search answers, and the counting of facets."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from .kinds import facet_labels
from .models import FacetSet
from .passages import Segment

EXACT_TO = 10_000
"""Numbers above this are shown as "more than"; below they are exact."""

FACETS = ("kind", "unit", "year", "level", "field")
RELEVANCE, NEWEST = "relevance", "date"


@dataclass(frozen=True)
class SearchRequest:
    """A search as an address says it. Filters are values of facets, empty for none."""

    text: str
    language: str = "vi"
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = RELEVANCE
    page: int = 1
    page_size: int = 10


@dataclass(frozen=True)
class Hit:
    """One result as it is shown."""

    entry: int
    title: list[Segment]
    passage: list[Segment]
    url: str
    kind: str
    kind_label: str
    unit_label: str
    date: datetime.date | None
    breadcrumb: str
    file_page: int
    object_key: str


@dataclass(frozen=True)
class FacetValue:
    """One choice of a facet: its value in addresses, how it reads, how many results it leaves."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass
class Results:
    """All that a results page needs.

    ``total`` is exact up to EXACT_TO. ``relaxed`` says that not all words were
    asked for. ``meant`` is a better spelling of the query, if one was found;
    ``forgiven`` says that the hits are already those of that spelling.
    """

    request: SearchRequest
    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    relaxed: bool = False
    meant: str = ""
    forgiven: bool = False
    pages: int = 0
    elsewhere: int = 0

    @property
    def many(self) -> bool:
        """Whether the total is shown as "more than"."""
        return self.total > EXACT_TO


class _FacetSets:
    """Facet sets by id. Rows never change their meaning, so a process keeps them."""

    def __init__(self) -> None:
        self._known: dict[int, FacetSet] = {}

    def get(self, ids: Iterable[int]) -> dict[int, FacetSet]:
        asked = list(ids)
        if missing := [pk for pk in asked if pk not in self._known]:
            self._known.update(FacetSet.objects.in_bulk(missing))
        return {pk: self._known[pk] for pk in asked if pk in self._known}

    def forget(self) -> None:
        """For tests and rebuilds, where ids start anew."""
        self._known = {}


facet_sets = _FacetSets()


def allowed(row: FacetSet, request: SearchRequest, without: str = "") -> bool:
    """Whether entries of this set pass the request's filters, ``without`` one of them."""
    return row.language == request.language and all(
        str(getattr(row, facet)) == value
        for facet, value in request.filters.items()
        if value and facet != without
    )


def count_facets(
    counts: Mapping[int, int],
    request: SearchRequest,
    labels: Callable[[str, list[str]], dict[str, str]] = facet_labels,
) -> tuple[int, dict[str, list[FacetValue]], set[int]]:
    """From hits by facet set: the total, each facet's choices, and the allowed sets.

    A facet's own choice does not narrow its counts, the others' do, so that
    every number says what choosing it would give.
    """
    sets = facet_sets.get(counts)
    chosen_sets = {pk for pk, row in sets.items() if allowed(row, request)}
    facets = {}
    for facet in FACETS:
        sums: dict[str, int] = {}
        counted: Iterable[int] = chosen_sets
        if request.filters.get(facet):
            counted = (pk for pk, row in sets.items() if allowed(row, request, without=facet))
        for pk in counted:
            if value := getattr(sets[pk], facet):
                sums[str(value)] = sums.get(str(value), 0) + counts[pk]
        facets[facet] = _choices(facet, sums, request.filters.get(facet, ""), labels)
    return sum(counts[pk] for pk in chosen_sets), facets, chosen_sets


def _choices(
    facet: str,
    sums: dict[str, int],
    chosen: str,
    labels: Callable[[str, list[str]], dict[str, str]],
) -> list[FacetValue]:
    if chosen:
        sums.setdefault(chosen, 0)
    named = labels(facet, list(sums))
    values = [
        FacetValue(value, named[value], count, value == chosen) for value, count in sums.items()
    ]
    if facet == "year":
        return sorted(values, key=lambda choice: choice.value, reverse=True)
    return sorted(values, key=lambda choice: (-choice.count, choice.label))
