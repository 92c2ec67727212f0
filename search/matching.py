"""Which entries an engine is asked for: all words first, then some.

A :class:`Match` is a condition in terms of :mod:`search.terms` that every engine
can express; boosts tell an engine which of the matching entries to hand over for
ranking when there are too many. Pure functions without Django.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .query import ParsedQuery
from .ranking import Reading, Statistics
from .text import pair, pairs

COMMON = 0.2
"""A term in more than this share of all entries says little: relaxed search leaves it out."""

RARE = 0.05
"""A syllable in at most this share of all entries counts alone in relaxed search."""

BUDGET = 0.4
MOST_POSTINGS = 12_000
"""How many postings the boosts may read: that share of all entries, and no more than so many."""

Alternative = tuple[str, ...]
Clause = tuple[Alternative, ...]


@dataclass(frozen=True)
class Match:
    """All ``clauses`` hold; a clause holds when one alternative does; that, when all its terms do.

    ``phrases`` are running texts (`` a  b  c ``) that the entry's own has to contain.
    """

    clauses: tuple[Clause, ...]
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses)


def all_words(parsed: ParsedQuery) -> Match:
    """Every part of the query in one of its readings, phrases word by word in order.

    A document that bears the number asked for need not hold the words beside it.
    """
    bears = _bears_the_number(parsed)
    clauses = [(*(_alternative(reading) for reading in part), *bears) for part in parsed.parts]
    for phrase in parsed.phrases:
        clauses += [((term,),) for term in pairs(phrase)]
    return Match(tuple(dict.fromkeys(clauses)), _needles(parsed))


def some_words(parsed: ParsedQuery, statistics: Statistics) -> Match:
    """Any telling term: pairs of neighbours, rare syllables, whole synonyms.

    Terms in a fifth of all entries are left out; when nothing else is left, any
    known syllable will do. Phrases stay obligatory.
    """
    told = [*_telling(parsed, statistics)]
    if not told:
        words = [word for part in parsed.parts for word in part[0].folded]
        known = [word for word in words if statistics.frequency.get(word)]
        told = [(word,) for word in known if statistics.share(word) <= COMMON] or [
            (word,) for word in known
        ]
    if not told:
        return Match(())
    clauses: list[Clause] = [tuple(dict.fromkeys(told))]
    for phrase in parsed.phrases:
        clauses += [((term,),) for term in (pairs(phrase) or list(phrase))]
    return Match(tuple(clauses), _needles(parsed))


def boosts(parsed: ParsedQuery, statistics: Statistics, match: Match) -> list[tuple[str, float]]:
    """Terms that make an entry that matches a better candidate, with weights, rarest first.

    The sum of these weights picks candidates; :mod:`search.ranking` orders them. What
    every match holds anyway tells none apart and is left out.
    """
    weights: dict[str, float] = {}
    for part in parsed.parts:
        for reading in part:
            for word, key in zip(reading.folded, reading.keys, strict=True):
                weight = statistics.weight(word)
                weights[word] = weight
                weights[f"t.{word}"] = 0.5 * weight
                weights[f"{word}~"] = 0.35 * weight
                if parsed.exact and key != word:
                    weights[f"={key}"] = 0.5 * statistics.weight(f"={key}")
            weights.update({term: statistics.weight(term) for term in pairs(reading.folded)})
    typed = [word for part in parsed.parts for word in part[0].folded]
    weights.update({term: statistics.weight(term) for term in pairs(typed)})
    if parsed.number:
        number = parsed.number.number
        weights[f"##{number.numeral}"] = 1000.0
        weights.update({f"#{number.numeral}.{letters}": 5.0 for letters in number.letters})
    for clause in match.clauses:
        if len(clause) == 1:
            for term in clause[0]:
                weights.pop(term, None)
    return _within_budget(weights, statistics)


def _within_budget(weights: dict[str, float], statistics: Statistics) -> list[tuple[str, float]]:
    """Rarest terms first, as many as the budget allows, one at least."""
    chosen: list[tuple[str, float]] = []
    spent = 0
    budget = min(BUDGET * statistics.documents, MOST_POSTINGS)
    for size, term in sorted((_postings(term, statistics), term) for term in weights):
        if chosen and spent + size > budget:
            break
        chosen.append((term, weights[term]))
        spent += size
    return chosen


def _postings(term: str, statistics: Statistics) -> int:
    """How many entries hold ``term``, about; derived terms are guessed from their word."""
    if term.endswith("~"):
        return statistics.frequency.get(term[:-1], 0) // 5
    return statistics.frequency.get(term, 0)


def _telling(parsed: ParsedQuery, statistics: Statistics) -> Iterable[Alternative]:
    known = statistics.frequency
    typed = [word for part in parsed.parts for word in part[0].folded]
    for left, right in pairwise(typed):
        term = pair(left, right)
        if known.get(term) and statistics.share(term) <= COMMON:
            yield (term,)
    for word in typed:
        if known.get(word) and statistics.share(word) <= (RARE if len(typed) > 1 else COMMON):
            yield (word,)
    for part in parsed.parts:
        for reading in part[1:]:
            yield _alternative(reading)


def _alternative(reading: Reading) -> Alternative:
    return (*dict.fromkeys([*reading.folded, *pairs(reading.folded)]),)


def _bears_the_number(parsed: ParsedQuery) -> list[Alternative]:
    if parsed.number is None:
        return []
    number = parsed.number.number
    return [(f"##{number.numeral}", *(f"#{number.numeral}.{part}" for part in number.letters))]


def _needles(parsed: ParsedQuery) -> tuple[str, ...]:
    return tuple(needle(phrase) for phrase in parsed.phrases if len(phrase) > 2)


def needle(phrase: Sequence[str]) -> str:
    """The phrase as it stands in a running text."""
    return f" {'  '.join(phrase)} "
