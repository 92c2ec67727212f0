"""What a reader may mean while typing: titles of public things that begin so."""

from dataclasses import dataclass

from django.utils import timezone

from . import statistics
from .engines.base import Scope
from .engines.database import database_engine
from .matching import Clause, Match
from .models import Entry
from .query import parse
from .text import folded_words, pairs

MOST = 8
_EXPANSIONS = 20
_CANDIDATES = 80


@dataclass(frozen=True)
class Suggestion:
    """A title and where it leads."""

    text: str
    url: str


def suggest(text: str, language: str) -> list[Suggestion]:
    """At most :data:`MOST` suggestions: titles that hold all words, the last one begun.

    Titles that begin with what was typed come first, then the newest.
    """
    typed = list(parse(text).folded)
    if not typed:
        return []
    clauses = _clauses(typed, finished=text[-1:].isspace())
    if not all(clauses):
        return []
    scope = Scope(timezone.now())
    found = database_engine().candidates(Match(clauses), _boosts(typed), scope, _CANDIDATES)
    rows = Entry.objects.filter(pk__in=found, part=0, facets__language=language).values_list(
        "title", "url", "published_on"
    )
    wanted = " ".join(typed)
    titles: dict[str, tuple[tuple, Suggestion]] = {}
    for title, url, day in rows:
        folded = " ".join(folded_words(title))
        rank = (not folded.startswith(wanted), wanted not in folded, _age(day), len(folded))
        if folded not in titles or rank < titles[folded][0]:
            titles[folded] = (rank, Suggestion(title, url))
    ordered = sorted(titles.values(), key=lambda item: item[0])
    return [suggestion for _, suggestion in ordered[:MOST]]


def _clauses(typed: list[str], *, finished: bool) -> tuple[Clause, ...]:
    whole = typed if finished else typed[:-1]
    clauses: list[Clause] = [((f"t.{word}",),) for word in whole]
    if not finished:
        begun = statistics.beginning_with(f"t.{typed[-1]}", _EXPANSIONS)
        clauses.append(tuple((term,) for term in begun))
    return tuple(clauses)


def _boosts(typed: list[str]) -> list[tuple[str, float]]:
    """Prefer titles that have the words side by side."""
    return [(term, 1.0) for term in pairs(typed[:-1])]


def _age(day) -> int:
    return -day.toordinal() if day else 0
