"""The order of Vietnamese names, in Python and in both databases.

Letters first (a ă â b c d đ e ê ... o ô ơ ... u ư), then tones (ngang huyền hỏi ngã
sắc nặng), then case, each over the whole text before the next counts. The same as
ICU's ``vi``, which PostgreSQL brings along; SQLite is taught it here.
"""

import unicodedata
from functools import cache

from django.db.models import F, OrderBy
from django.db.models.functions import Collate

#: PostgreSQL's name for ICU's Vietnamese; SQLite gets the same order under it.
COLLATION = "vi-x-icu"

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_MARKS_OF_LETTERS = "\u0306\u0302\u031b"  # breve, circumflex, horn
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng

Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[bool, ...]]


@cache
def _letter(char: str) -> tuple[int, int]:
    """Spaces, then signs, digits, letters of the alphabet, others."""
    if char in _ALPHABET:
        return 3, _ALPHABET.index(char)
    if char.isspace():
        return 0, 0
    if char.isdigit():
        return 2, unicodedata.digit(char, 0)
    return (4 if char.isalpha() else 1), ord(char)


def sort_key(text: str) -> Key:
    """``sorted(names, key=sort_key)``"""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for char in _with_tones_apart(text):
        tone = _TONES.find(char) + 1
        if tone and tones:
            tones[-1] = tone
        elif not unicodedata.combining(char):
            letters.append(_letter(char.lower()))
            tones.append(0)
            capitals.append(char.isupper())
    return tuple(letters), tuple(tones), tuple(capitals)


def _with_tones_apart(text: str) -> str:
    """``ấ`` as ``â`` and its tone: decomposed, and the letters of the alphabet put together."""
    parts = unicodedata.normalize("NFD", text)
    result: list[str] = []
    for char in parts:
        if char in _MARKS_OF_LETTERS and result:
            base = next((n for n in (-1, -2) if len(result) >= -n and result[n].isalpha()), -1)
            result[base] = unicodedata.normalize("NFC", result[base] + char)
        else:
            result.append(char)
    return "".join(result)


def compare(one: str, other: str) -> int:
    """Below, at or above 0, as SQLite asks for it."""
    first, second = sort_key(one), sort_key(other)
    return (first > second) - (first < second)


def alphabetical(*names: str) -> list[OrderBy]:
    """For ``order_by``: text fields in the order of the alphabet, ``-`` in front turns it round."""
    return [
        OrderBy(Collate(F(name.removeprefix("-")), COLLATION), descending=name.startswith("-"))
        for name in names
    ]


def teach_sqlite(sender, connection, **kwargs) -> None:
    """Called for each new connection to a database."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, compare)
