"""Searching: from what was typed to what is shown, the same on every engine.

All words first; when too few entries hold them all, some. An engine hands over
candidates, the entries themselves confirm them, and :mod:`search.ranking`
orders them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from . import matching, spelling, statistics
from .engines import choose
from .engines.base import Engine, Scope
from .kinds import facet_labels
from .matching import Match
from .models import Entry, SynonymGroup
from .passages import Wanted, highlight, passage
from .query import ParsedQuery, Synonyms, parse, read_synonyms
from .ranking import Candidate, Question, Statistics, question_terms, rank
from .results import (
    NEWEST,
    Hit,
    Results,
    SearchRequest,
    allowed,
    count_facets,
    facet_sets,
)
from .text import folded_words, tokens

CANDIDATES = 300
CANDIDATES_SHORT = 150
"""How many entries an engine hands over to be ranked: fewer for words taken as they are."""
MAX_RANKED = 2_000
ENOUGH_SHORT = 10
"""A short query with so many entries that hold all its words is not relaxed."""
ENOUGH_LONG = CANDIDATES
"""The same for a question, whose words are seldom all needed."""
FEW = 3
"""With fewer entries that hold all words, slips are looked for."""


def search(request: SearchRequest) -> Results:
    """Answer a request. Never raises for anything a reader can type."""
    parsed = parse(request.text, synonyms())
    if not parsed:
        return Results(request)
    known = statistics.read(_terms(parsed))
    return _Search(request, parsed, known, choose.engine()).run()


def synonyms() -> Synonyms:
    """The editors' synonym groups, as the query parser wants them."""
    return read_synonyms(
        [tuple(folded_words(line)) for line in group.lines()]
        for group in SynonymGroup.objects.all()
    )


def _terms(parsed: ParsedQuery) -> list[str]:
    return [
        *question_terms(parsed.question()),
        *(term for phrase in parsed.phrases for term in phrase),
    ]


@dataclass
class _Plan:
    """What is asked of the engine: a match, and a stricter one whose hits come first."""

    match: Match
    counts: dict[int, int]
    first: Match | None = None
    relaxed: bool = False


class _Search:
    def __init__(
        self, request: SearchRequest, parsed: ParsedQuery, known: Statistics, engine: Engine
    ) -> None:
        self.request = request
        self.parsed = parsed
        self.known = known
        self.engine = engine
        self.now = timezone.now()
        self.everything = Scope(self.now)

    def run(self) -> Results:
        plan, meant, forgiven = self._plan()
        total, facets, chosen = count_facets(plan.counts, self.request, facet_labels)
        results = Results(
            self.request,
            total=total,
            facets=facets,
            relaxed=plan.relaxed,
            forgiven=forgiven,
            elsewhere=sum(plan.counts.values()) - self._in_language(plan.counts),
        )
        size = self.request.page_size
        results.pages = -(-min(total, MAX_RANKED) // size)
        offset = (self.request.page - 1) * size
        if total and offset < MAX_RANKED:
            ids = self._page(plan, Scope(self.now, facets=chosen), offset, size)
            results.hits = self._show(ids)
        if meant:
            results.meant = respell(self.request.text, meant, results.hits)
        return results

    def _in_language(self, counts: dict[int, int]) -> int:
        sets = facet_sets.get(counts)
        return sum(
            count
            for pk, count in counts.items()
            if pk in sets and sets[pk].language == self.request.language
        )

    def _plan(self) -> tuple[_Plan, dict[str, str], bool]:
        """The plan, probable corrections of slips, and whether the plan already follows them."""
        strict = matching.all_words(self.parsed)
        counts = self.engine.counts(strict, self.everything)
        found = self._in_language(counts)
        enough = ENOUGH_SHORT if self.parsed.short else ENOUGH_LONG
        if found >= enough:
            return _Plan(strict, counts), {}, False
        meant = spelling.correct(self.parsed, self.known) if found < FEW else {}
        if meant:
            corrected = self.parsed.with_words(meant)
            better = matching.all_words(corrected)
            better_counts = self.engine.counts(better, self.everything)
            if self._in_language(better_counts) <= found:
                meant = {}
            elif not found and self.parsed.short:
                self._take(corrected)
                return _Plan(better, better_counts), meant, True
        return self._relaxed(strict, counts), meant, False

    def _take(self, corrected: ParsedQuery) -> None:
        self.parsed = corrected
        self.known = statistics.read(_terms(corrected))

    def _relaxed(self, strict: Match, counts: dict[int, int]) -> _Plan:
        some = matching.some_words(self.parsed, self.known)
        if not some:
            return _Plan(strict, counts)
        relaxed = self.engine.counts(some, self.everything)
        if sum(relaxed.values()) <= sum(counts.values()):
            return _Plan(strict, counts)
        first = strict if self.parsed.short and counts else None
        return _Plan(some, relaxed, first=first, relaxed=True)

    def _page(self, plan: _Plan, scope: Scope, offset: int, size: int) -> list[int]:
        """Ids of the entries of one page, in order."""
        if self.request.sort == NEWEST:
            return self.engine.newest(plan.match, scope, offset, size)
        usual = CANDIDATES_SHORT if self.parsed.short else CANDIDATES
        limit = min(max(usual, offset + size), MAX_RANKED)
        first = self._candidates(plan.first, scope, limit) if plan.first else []
        few = sum(plan.counts.values()) <= limit
        rest = self._candidates(plan.match, scope, limit, all_of_them=few)
        question = self.parsed.question()
        ranked = self._rank(first, question) if first else []
        known = {candidate.id for candidate in ranked}
        ranked += self._rank([pk for pk in rest if pk not in known], question)
        return [candidate.id for candidate in ranked[offset : offset + size]]

    def _candidates(
        self, match: Match, scope: Scope, limit: int, *, all_of_them: bool = False
    ) -> list[int]:
        boosts = [] if all_of_them else matching.boosts(self.parsed, self.known, match)
        return self.engine.candidates(match, boosts, scope, limit)

    def _rank(self, ids: Sequence[int], question: Question) -> list[Candidate]:
        """The confirmed ones of ``ids`` in order: only what the table of entries holds now."""
        rows = (
            Entry.objects.filter(pk__in=ids)
            .filter(Q(expires_at=None) | Q(expires_at__gt=self.now))
            .values_list(
                "pk",
                "text__folded",
                "text__exact",
                "text__length",
                "number",
                "object_key",
                "file",
                "published_on",
                "facets_id",
            )
        )
        sets = facet_sets.get({row[8] for row in rows})
        candidates = [
            Candidate(
                id=row[0],
                folded=row[1],
                exact=row[2],
                length=row[3],
                number=row[4],
                group=f"{row[5]} {row[6]}" if row[6] else "",
                date=row[7].isoformat() if row[7] else "",
            )
            for row in rows
            if allowed(sets[row[8]], self.request)
        ]
        return rank(candidates, question, self.known)

    def _show(self, ids: Sequence[int]) -> list[Hit]:
        """The entries of a page as they are shown, in the order of ``ids``."""
        wanted = self._wanted()
        rows = (
            Entry.objects.filter(pk__in=ids)
            .filter(Q(expires_at=None) | Q(expires_at__gt=self.now))
            .annotate(body=F("text__body"), kind=F("facets__kind"))
            .in_bulk()
        )
        labels = facet_labels("kind", [entry.kind for entry in rows.values()])
        return [
            Hit(
                entry=entry.pk,
                title=highlight(entry.title, wanted),
                passage=passage(entry.body, wanted),
                url=entry.url,
                kind=entry.kind,
                kind_label=labels[entry.kind],
                unit_label=entry.unit_label,
                date=entry.published_on,
                breadcrumb=entry.breadcrumb,
                file_page=entry.part,
                object_key=entry.object_key,
            )
            for pk in ids
            if (entry := rows.get(pk))
        ]

    def _wanted(self) -> Wanted:
        """What to mark: every word of every reading; common words weigh next to nothing."""
        weights: dict[str, float] = {}
        keys: dict[str, set[str]] = {}
        for part in self.parsed.parts:
            for reading in part:
                for word, key in zip(reading.folded, reading.keys, strict=True):
                    weights[word] = max(self.known.weight(word), 0.01)
                    if self.parsed.exact:
                        keys.setdefault(word, set()).add(key)
        return Wanted(weights, {word: frozenset(found) for word, found in keys.items()})


def respell(text: str, meant: dict[str, str], hits: Sequence[Hit]) -> str:
    """The query with its slips replaced, spelt as the best hits spell those words."""
    spellings: dict[str, str] = {}
    for hit in hits:
        for segment in (*hit.title, *hit.passage):
            for token in tokens(segment.text):
                if token.folded in meant.values():
                    word = segment.text[token.start : token.end].lower()
                    spellings.setdefault(token.folded, word)
    out, at = [], 0
    typed = tokens(text)
    accented = any(token.folded != token.key for token in typed)
    for token in typed:
        if new := meant.get(token.folded):
            out += [text[at : token.start], spellings.get(new, new) if accented else new]
            at = token.end
    return "".join([*out, text[at:]])
