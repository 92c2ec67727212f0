"""Which of the found texts answers best: one ranking for all engines.

BM25 (Robertson & Zaragoza 2009) over folded syllables, pairs of neighbours and
exact keys, with our own term statistics, so that SQLite, PostgreSQL and
Elasticsearch order alike, plus a bonus for words that stand early in a text:
official texts and news alike say first what they are about. The constants were
chosen on the development sets and lie on a plateau: the measured table is in
docs/search.md. Pure functions without Django.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from .numbers import AskedNumber, parse_number
from .terms import TITLE_END

SATURATION = 1.2  # k1
LENGTH = 0.75  # b
TITLE = 3.0  # how much more a word of the title counts
EARLY = 2.0  # weight of the bonus for early words
EARLY_REACH = 30.0  # words after which that bonus has fallen to 1/e
SECOND_PAGE = 0.85  # what each further page of the same file keeps of its score
BEARS_THE_NUMBER = 1000.0  # above any sum of the other weights
TITLE_LENGTH = 9.0  # usual number of words of a title

# In running texts each word stands between blanks of its own.
_BETWEEN = "  "
_TITLE_END = f" {TITLE_END} "


@dataclass(frozen=True)
class Statistics:
    """What ranking knows of the whole collection.

    ``documents`` is the number of entries, ``average`` their mean length in
    words, ``frequency`` the number of entries that hold a term.
    """

    documents: int
    average: float
    frequency: Mapping[str, int]

    def weight(self, term: str) -> float:
        """Inverse document frequency of ``term``; an unknown term counts as in one entry."""
        documents = max(self.documents, 1)
        found = min(self.frequency.get(term, 0) or 1, documents)
        return math.log(1 + (documents - found + 0.5) / (found + 0.5))

    def share(self, term: str) -> float:
        """In which part of all entries ``term`` stands, 0 to 1."""
        return self.frequency.get(term, 0) / self.documents if self.documents else 0.0


@dataclass(frozen=True)
class Reading:
    """One way to read a part of the query: as typed, or as a synonym says.

    ``folded`` are its syllables, ``keys`` their exact keys; both as long.
    """

    folded: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What ranking needs of a query.

    ``parts`` are its parts in order, each with its readings, the typed one
    first; pairs are formed along the typed readings. ``exact`` says whether
    the reader typed accents, so that exact keys count.
    """

    parts: tuple[tuple[Reading, ...], ...]
    exact: bool
    number: AskedNumber | None = None


@dataclass
class Candidate:
    """A text that an engine found. ``folded`` and ``exact`` as in IndexForms."""

    id: int
    folded: str
    exact: str
    length: int
    number: str = ""
    group: str = ""
    date: str = ""
    score: float = field(default=0.0, compare=False)


class _Weights(NamedTuple):
    """What the terms of one reading weigh: syllables, exact keys, pairs."""

    words: dict[str, float]
    keys: dict[str, float]
    pairs: dict[tuple[str, str], float]


def question_terms(question: Question) -> list[str]:
    """All terms whose statistics :func:`rank` asks for."""
    found: list[str] = []
    for part in question.parts:
        for reading in part:
            found += [*reading.folded, *(f"={key}" for key in reading.keys)]
            found += [f"{a}_{b}" for a, b in pairwise(reading.folded)]
    typed = [word for part in question.parts for word in part[0].folded]
    found += [f"{a}_{b}" for a, b in pairwise(typed)]
    return list(dict.fromkeys(found))


def rank(
    candidates: Sequence[Candidate], question: Question, statistics: Statistics
) -> list[Candidate]:
    """The candidates, best first, with their scores; equal scores by date, then id."""
    weights = [
        [
            _weigh(reading, question.exact, statistics, pairs=at > 0)
            for at, reading in enumerate(part)
        ]
        for part in question.parts
    ]
    typed = [word for part in question.parts for word in part[0].folded]
    between = _Weights({}, {}, _pair_weights(typed, statistics))
    wanted = _wanted([between, *(reading for readings in weights for reading in readings)])
    for candidate in candidates:
        text = _Text(candidate, wanted, statistics.average)
        score = sum(max(text.score(reading) for reading in readings) for readings in weights)
        candidate.score = score + text.score(between)
        if question.number:
            candidate.score += _number_bonus(candidate, question.number)
    ordered = sorted(candidates, key=lambda c: (c.score, c.date, c.id), reverse=True)
    return _spread(ordered)


def _weigh(reading: Reading, exact: bool, statistics: Statistics, *, pairs: bool) -> _Weights:
    """What each term of a reading weighs.

    ``pairs`` adds its inner pairs; those of the typed reading are counted along
    the whole query instead.
    """
    words: dict[str, float] = {}
    keys: dict[str, float] = {}
    for word, key in zip(reading.folded, reading.keys, strict=True):
        words[word] = words.get(word, 0.0) + statistics.weight(word)
        if exact:
            keys[key] = keys.get(key, 0.0) + statistics.weight(f"={key}")
    return _Weights(words, keys, _pair_weights(reading.folded, statistics) if pairs else {})


def _pair_weights(folded: Sequence[str], statistics: Statistics) -> dict[tuple[str, str], float]:
    return {pair: statistics.weight("_".join(pair)) for pair in pairwise(folded)}


class _Wanted(NamedTuple):
    """What is counted in each text: words, pairs and keys, each with its needle."""

    words: dict[str, str]
    pairs: dict[tuple[str, str], str]
    keys: dict[str, str]


def _wanted(readings: Sequence[_Weights]) -> _Wanted:
    return _Wanted(
        {word: f" {word} " for weights in readings for word in weights.words},
        {pair: f" {pair[0]}  {pair[1]} " for weights in readings for pair in weights.pairs},
        {key: f" {key} " for weights in readings for key in weights.keys},
    )


class _Text:
    """How often and where the wanted words stand in one candidate.

    A word of the title counts for more, in a long body for less.
    """

    def __init__(self, candidate: Candidate, wanted: _Wanted, average: float) -> None:
        title, _, body = candidate.folded.partition(_TITLE_END)
        title_length = title.count(_BETWEEN) + 1 if title else 1
        self._in_body = 1 / (1 - LENGTH + LENGTH * candidate.length / max(average, 1.0))
        self._in_title = TITLE / (1 - LENGTH + LENGTH * title_length / TITLE_LENGTH)
        self.words: dict[str, float] = {}
        self.keys: dict[str, float] = {}
        self.pairs: dict[tuple[str, str], float] = {}
        self.first: dict[str, int] = {}
        for word, needle in wanted.words.items():
            if share := self._share(title, body, needle):
                self.words[word] = share
                if (place := body.find(needle)) >= 0:
                    self.first[word] = body.count(_BETWEEN, 0, place + 1)
        for pair, needle in wanted.pairs.items():
            if pair[0] in self.words and pair[1] in self.words:
                self.pairs[pair] = self._share(title, body, needle)
        if wanted.keys:
            title, _, body = candidate.exact.partition(_TITLE_END)
            self.keys = {
                key: self._share(title, body, needle) for key, needle in wanted.keys.items()
            }

    def _share(self, title: str, body: str, needle: str) -> float:
        return title.count(needle) * self._in_title + body.count(needle) * self._in_body

    def score(self, weights: _Weights) -> float:
        total = 0.0
        for word, weight in weights.words.items():
            if found := self.words.get(word):
                total += weight * _saturate(found)
                if not weights.keys:
                    # Without accents the syllable is all that was said: it counts again.
                    total += weight * _saturate(found)
                if (first := self.first.get(word)) is not None:
                    total += EARLY * weight * math.exp(-first / EARLY_REACH)
        for key, weight in weights.keys.items():
            if found := self.keys.get(key):
                total += weight * _saturate(found)
        for pair, weight in weights.pairs.items():
            if found := self.pairs.get(pair):
                total += weight * _saturate(found)
        return total


def _saturate(frequency: float) -> float:
    return frequency * (SATURATION + 1) / (SATURATION + frequency)


def _number_bonus(candidate: Candidate, asked: AskedNumber) -> float:
    """Lift the document that bears the asked number above those that mention it."""
    own = parse_number(candidate.number) if candidate.number else None
    if own is None or not own.answers(asked.number):
        return 0.0
    title = set(candidate.folded.partition(f" {TITLE_END} ")[0].split())
    if all(word in title or word in own.letters for word in asked.words):
        return BEARS_THE_NUMBER
    return 0.0


def _spread(ordered: list[Candidate]) -> list[Candidate]:
    """Let further pages of one file step back, so that one long file does not fill a page."""
    seen: dict[str, int] = {}
    for candidate in ordered:
        if candidate.group:
            candidate.score *= SECOND_PAGE ** seen.get(candidate.group, 0)
            seen[candidate.group] = seen.get(candidate.group, 0) + 1
    return sorted(ordered, key=lambda c: -c.score)
