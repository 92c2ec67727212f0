"""Slips: the word the reader probably meant, judged by words that texts really use."""

import time

from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import statistics
from .models import TermStatistic
from .query import ParsedQuery
from .ranking import Statistics
from .text import pair

FRESH = 300.0
"""Seconds for which a process keeps the vocabulary."""
MAX_VOCABULARY = 60_000
MIN_LENGTH = 2
MIN_ALONE = 4
"""A shorter word without neighbours may be anything: it is left as it is."""
NEIGHBOURS = 30
_LONG = 7  # letters from which two slips are forgiven


class _Vocabulary:
    """Folded syllables with the number of entries that hold them, the most frequent first."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._read_at = -FRESH

    def words(self) -> dict[str, int]:
        if not self._words or time.monotonic() - self._read_at > FRESH:
            rows = TermStatistic.objects.filter(is_word=True, documents__gt=0)
            self._words = dict(
                rows.order_by("-documents").values_list("term", "documents")[:MAX_VOCABULARY]
            )
            self._read_at = time.monotonic()
        return self._words

    def forget(self) -> None:
        self._words = {}


vocabulary = _Vocabulary()


def correct(parsed: ParsedQuery, known: Statistics) -> dict[str, str]:
    """Folded syllables that look like slips, each with what was probably meant.

    A syllable is taken for a slip when texts do not know it, or know it only
    apart from both its neighbours. With neighbours, the correction must stand
    beside one of them in some text; alone, the nearest frequent word is taken.
    """
    folded = list(parsed.folded)
    found: dict[str, str] = {}
    for at, word in enumerate(folded):
        neighbours = _pairs_with(folded, at)
        if not _suspicious(word, neighbours, known):
            continue
        if meant := _meant(word, neighbours, known):
            found[word] = folded[at] = meant
    return found


def _pairs_with(folded: list[str], at: int) -> list[tuple[str, str]]:
    """The neighbours of a word as (before, after), one of the two empty."""
    before = [(folded[at - 1], "")] if at else []
    after = [("", folded[at + 1])] if at + 1 < len(folded) else []
    return before + after


def _joined(word: str, neighbour: tuple[str, str]) -> str:
    before, after = neighbour
    return pair(before, word) if before else pair(word, after)


def _suspicious(word: str, neighbours: list[tuple[str, str]], known: Statistics) -> bool:
    if len(word) < MIN_LENGTH or word.isdigit():
        return False
    if not known.frequency.get(word):
        return True
    return bool(neighbours) and not any(
        known.frequency.get(_joined(word, neighbour)) for neighbour in neighbours
    )


def _meant(word: str, neighbours: list[tuple[str, str]], known: Statistics) -> str | None:
    words = vocabulary.words()
    near = process.extract(
        word,
        list(words),
        scorer=OSA.distance,
        score_cutoff=2 if len(word) >= _LONG else 1,
        limit=NEIGHBOURS,
    )
    choices = [(choice, int(distance)) for choice, distance, _ in near if choice != word]
    if not choices:
        return None
    if not neighbours:
        if known.frequency.get(word) or len(word) < MIN_ALONE:
            return None
        return min(choices, key=lambda choice: (choice[1], -words[choice[0]]))[0]
    joined = {
        choice: [_joined(choice, neighbour) for neighbour in neighbours] for choice, _ in choices
    }
    frequency = statistics.read(term for terms in joined.values() for term in terms).frequency
    strength = {
        choice: sum(frequency.get(term, 0) for term in terms) for choice, terms in joined.items()
    }
    likely = [choice for choice in choices if strength[choice[0]] > 0]
    if not likely:
        return None
    return min(likely, key=lambda choice: (choice[1], -strength[choice[0]]))[0]
