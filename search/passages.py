"""Showing a hit: the passage that answers best, with the words marked as they were written.

All offsets are into the text as given, in code points, whatever its Unicode
form: a mark never cuts a letter from its accents. Pure functions without Django.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .text import WORD, Token, fold_word, key_word

PASSAGE = 240
"""Usual length of a passage in characters."""

_SENTENCE_END = re.compile(r"[.!?…;:]+[\"”’»)]*\s+|\s*\n\s*")


@dataclass(frozen=True)
class Wanted:
    """What to mark: weights of folded syllables, and the exact keys if accents were typed.

    ``keys`` maps a folded syllable to the keys with which it was typed; empty
    when the reader typed no accents, and then every spelling is a hit.
    """

    weights: Mapping[str, float]
    keys: Mapping[str, frozenset[str]]

    def marks(self, text: str) -> list[Token]:
        """The words of ``text`` to mark, in order.

        Where accents were typed and the text has a word so spelt, only that
        spelling is marked; else any spelling of the syllable.
        """
        hits = [
            Token(match.start(), match.end(), folded, key_word(match.group()))
            for match in WORD.finditer(text)
            if (folded := fold_word(match.group())) in self.weights
        ]
        exact = {
            token.folded for token in hits if token.key in self.keys.get(token.folded, frozenset())
        }
        return [
            token
            for token in hits
            if token.folded not in exact or token.key in self.keys[token.folded]
        ]


@dataclass(frozen=True)
class Segment:
    """A stretch of text, marked or not; segments in order make up the text shown."""

    text: str
    marked: bool


def highlight(text: str, wanted: Wanted) -> list[Segment]:
    """The whole ``text`` in segments, hits marked."""
    return _segments(text, 0, len(text), wanted.marks(text))


def passage(text: str, wanted: Wanted, length: int = PASSAGE) -> list[Segment]:
    """The best passage of about ``length`` characters in segments, hits marked.

    Best is where the most weight of different words stands together. It begins
    with a sentence if one begins near, else with a word and an ellipsis.
    """
    marks = wanted.marks(text)
    start = _start(text, _best_window(marks, wanted.weights, length), length)
    end = _end(text, start, length)
    shown = _segments(text, start, end, marks)
    if start > 0:
        shown.insert(0, Segment("… ", False))
    if end < len(text):
        shown.append(Segment(" …", False))
    return shown


def _best_window(marks: Sequence[Token], weights: Mapping[str, float], length: int) -> int:
    """Where the window of ``length`` begins that holds the most weight; 0 without marks.

    A word that comes again adds a tenth, neighbours that stand together a bit more.
    """
    best, best_start, left = 0.0, 0, 0
    counts: dict[str, int] = {}
    value = 0.0
    for right, token in enumerate(marks):
        seen = counts.get(token.folded, 0)
        value += weights[token.folded] * (0.1 if seen else 1.0)
        counts[token.folded] = seen + 1
        while token.end - marks[left].start > length and left < right:
            leaving = marks[left].folded
            counts[leaving] -= 1
            value -= weights[leaving] * (0.1 if counts[leaving] else 1.0)
            left += 1
        if value > best + 1e-9:
            best, best_start = value, marks[left].start
    return best_start


def _start(text: str, first_mark: int, length: int) -> int:
    """Begin at the sentence of the first mark, unless that begins too far before it."""
    earliest = max(0, first_mark - length // 3)
    if earliest == 0 and first_mark <= length // 3:
        return _skip_space(text, 0)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, earliest, first_mark + 1)]
    if begins := [end for end in ends if end <= first_mark]:
        return begins[-1]
    space = text.find(" ", earliest, first_mark)
    return space + 1 if space >= 0 else first_mark


def _end(text: str, start: int, length: int) -> int:
    end = min(len(text), start + length)
    if end == len(text):
        return end
    space = text.rfind(" ", start + length // 2, end)
    if space > 0:
        return space
    # No blank to cut at: at least never between a letter and its marks.
    while end < len(text) and _joins(text[end]):
        end += 1
    return end


def _joins(char: str) -> bool:
    return "\u0300" <= char <= "\u036f" or char in "\u200d\u00ad\ufe0f"


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _segments(text: str, start: int, end: int, marks: Iterable[Token]) -> list[Segment]:
    """``text[start:end]`` with the marks inside it; neighbours with only a blank between join."""
    out: list[Segment] = []
    at = start
    for token in marks:
        if token.start < at or token.end > end:
            continue
        between = text[at : token.start]
        word = text[token.start : token.end]
        if out and out[-1].marked and between in ("", " "):
            out[-1] = Segment(out[-1].text + between + word, True)
        else:
            if between:
                out.append(Segment(between, False))
            out.append(Segment(word, True))
        at = token.end
    if at < end:
        out.append(Segment(text[at:end], False))
    return out
