"""What every engine can do; :mod:`search.searching` asks nothing else of one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ..matching import Match


@dataclass(frozen=True)
class Scope:
    """Which entries may be found at all.

    ``now`` ends what has expired. ``facets`` are ids of FacetSet, None for all.
    ``only`` and ``without`` are ids of entries, for looking into a few of them or
    leaving a few out.
    """

    now: datetime
    facets: Collection[int] | None = None
    only: Collection[int] | None = None
    without: Collection[int] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing can be in it."""
        return (self.facets is not None and not self.facets) or (
            self.only is not None and not self.only
        )


class Engine(Protocol):
    """Finds ids of entries; hits of one scope and match are the same on all engines."""

    def counts(self, match: Match, scope: Scope) -> dict[int, int]:
        """Number of hits by facet set (:class:`search.models.FacetSet`), exact."""
        ...

    def candidates(
        self, match: Match, boosts: Sequence[tuple[str, float]], scope: Scope, limit: int
    ) -> list[int]:
        """At most ``limit`` hits, those with the largest sum of boosts; newest among equals."""
        ...

    def newest(self, match: Match, scope: Scope, offset: int, limit: int) -> list[int]:
        """Hits by date, newest first; undated ones last."""
        ...


class DatabaseEngine(Engine, Protocol):
    """An engine that lives in the database and is written in the same transaction."""

    def create(self) -> None:
        """Make the index if it is not there; idempotent."""
        ...

    def clear(self) -> None:
        """Forget all entries."""
        ...

    def optimise(self) -> None:
        """Put the index in its best shape after much has been written; outside transactions."""
        ...

    def write(self, entries: Iterable[tuple[int, Collection[str]]]) -> None:
        """Add entries: id and terms."""
        ...

    def erase(self, entries: Iterable[tuple[int, Collection[str]]]) -> None:
        """Remove entries: id and exactly the terms that were written."""
        ...
