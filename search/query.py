"""What a reader typed, taken apart. Total: any text gives a query, never an error.

Pure functions without Django.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .numbers import AskedNumber, asked_number
from .ranking import Question, Reading
from .text import Token, clean, tokens

MAX_CHARACTERS = 400
MAX_WORDS = 32
SHORT = 6
"""A query of at most so many syllables is taken at its word; longer ones are questions."""

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")

Synonyms = Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]
"""Folded reading -> the other folded readings of its groups."""


@dataclass(frozen=True)
class ParsedQuery:
    """A query taken apart.

    ``text`` is what was typed, cleaned and cut to a sane length. ``parts`` are
    its words, or runs of words that have synonyms, each with its readings, the
    typed one first. ``phrases`` are the folded words of each quoted passage.
    ``exact`` says that accents were typed, so that they are meant.
    """

    text: str
    parts: tuple[tuple[Reading, ...], ...]
    phrases: tuple[tuple[str, ...], ...]
    exact: bool
    number: AskedNumber | None

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def folded(self) -> tuple[str, ...]:
        """The folded syllables as typed."""
        return tuple(word for part in self.parts for word in part[0].folded)

    @property
    def short(self) -> bool:
        """Whether every word has to be taken at its word; see :data:`SHORT`."""
        return len(self.folded) <= SHORT

    def question(self) -> Question:
        """The same as ranking wants it."""
        return Question(self.parts, self.exact, self.number)

    def with_words(self, meant: Mapping[str, str]) -> "ParsedQuery":
        """The same query with folded syllables replaced, as by corrected slips."""
        parts = tuple(
            (Reading((new,), (new,)),)
            if len(part[0].folded) == 1 and (new := meant.get(part[0].folded[0]))
            else part
            for part in self.parts
        )
        return replace(self, parts=parts)


def parse(text: str, synonyms: Synonyms | None = None) -> ParsedQuery:
    """Take a query apart; ``synonyms`` adds readings to its words."""
    text = " ".join(clean(text[: 4 * MAX_CHARACTERS]).split())[:MAX_CHARACTERS]
    found = tokens(text)[:MAX_WORDS]
    phrases = tuple(
        folded
        for match in _QUOTED.finditer(text)
        if (folded := tuple(token.folded for token in tokens(match.group(1))[:MAX_WORDS]))
    )
    return ParsedQuery(
        text=text,
        parts=tuple(_parts(found, synonyms or {})),
        phrases=phrases,
        exact=any(token.folded != token.key for token in found),
        number=asked_number(text),
    )


def _parts(found: Sequence[Token], synonyms: Synonyms) -> Iterable[tuple[Reading, ...]]:
    """Cut into words, but keep together the longest runs that have synonyms."""
    longest = max((len(reading) for reading in synonyms), default=1)
    at = 0
    while at < len(found):
        for size in range(min(longest, len(found) - at), 0, -1):
            run = found[at : at + size]
            folded = tuple(token.folded for token in run)
            if size == 1 or folded in synonyms:
                typed = Reading(folded, tuple(token.key for token in run))
                yield (typed, *(Reading(other, other) for other in synonyms.get(folded, ())))
                at += size
                break


def read_synonyms(groups: Iterable[Sequence[tuple[str, ...]]]) -> Synonyms:
    """Synonym groups (each a list of folded readings) as :func:`parse` wants them."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for group in groups:
        members = list(dict.fromkeys(reading for reading in group if reading))
        for reading in members:
            others = found.setdefault(reading, [])
            others += [other for other in members if other != reading and other not in others]
    return found
