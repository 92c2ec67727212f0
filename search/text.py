"""Vietnamese text as search sees it: words, folded syllables, exact keys, pairs.

Pure functions without Django, so that any Vietnamese project can lift this file
out. Everything here is total: every ``str`` is accepted, lone surrogates and NUL
included, and every term that comes out is plain ASCII without white space.

Vocabulary
----------
word
    A run of letters and digits with their combining marks, exactly as written.
    Decomposed text (NFD) gives the same words as composed text (NFC), and soft
    hyphens or zero-width characters inside a word do not cut it.
folded syllable
    The word without accents, case and đ: ``Đảng`` -> ``dang``.
exact key
    The folded syllable with its accents written as VNI digits: letter shapes in
    place (``â`` a6, ``ơ`` o7, ``ă`` a8, ``đ`` d9), the tone at the end (1 sắc,
    2 huyền, 3 hỏi, 4 ngã, 5 nặng): ``Đảng`` -> ``d9ang3``. As the tone leaves
    its vowel, old and new tone placement give one key: hòa = hoà, ủy = uỷ.
pair
    Two neighbouring folded syllables: ``dang_uy``. Vietnamese words are mostly
    two syllables long, and syllables without accents are very ambiguous; pairs
    give back what folding takes, without a dictionary.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Combining marks and invisible joiners that belong to the letter before them.
_JOINED = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u00ad\u200b-\u200d\u2060\ufeff"
)
WORD = re.compile(rf"[^\W_][^\W_]*(?:[{_JOINED}]+[^\W_]*)*")

MAX_TERM = 64
"""Longest term in characters: a longer "word" is data, not language."""

# Letters that Unicode does not decompose although a reader types them plainly.
_PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_SHAPES = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}


class Token(NamedTuple):
    """One word of a text.

    ``start`` and ``end`` are offsets into the text as given, in code points,
    so that ``text[start:end]`` is the word in its original spelling.
    """

    start: int
    end: int
    folded: str
    key: str


def words(text: str) -> list[str]:
    """The words of ``text`` in order, as written."""
    return WORD.findall(text)


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """Fold one word: ``Đảng`` -> ``dang``; empty when nothing readable is left.

    Letters outside the Latin alphabet are written as ``u`` and their code point
    (``ж`` -> ``u436``), so that the result is ASCII and still tells them apart.
    """
    if word.isascii():
        return word.lower()[:MAX_TERM]
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    out = []
    for char in plain.translate(_PLAIN):
        if char.isascii():
            if char.isalnum():
                out.append(char)
        elif char.isalnum():
            out.append(f"u{ord(char):x}")
    return "".join(out)[:MAX_TERM]


@lru_cache(maxsize=1 << 17)
def key_word(word: str) -> str:
    """The exact key of one word: ``Đảng`` -> ``d9ang3``, ``uỷ`` and ``ủy`` -> ``uy3``."""
    if word.isascii():
        return word.lower()[:MAX_TERM]
    tone, out = "", []
    for char in unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).casefold()):
        if char in _TONES:
            tone = _TONES[char]
        elif char in _SHAPES:
            out.append(_SHAPES[char])
        elif char == "đ":
            out.append("d9")
        elif not unicodedata.combining(char):
            out.append(fold_word(char))
    return ("".join(out) + tone)[:MAX_TERM]


def is_accented(word: str) -> bool:
    """Whether the word carries any Vietnamese mark (tone, shape or đ)."""
    return key_word(word) != fold_word(word)


def folded_words(text: str) -> list[str]:
    """The folded syllables of ``text`` in order."""
    return [folded for word in WORD.findall(text) if (folded := fold_word(word))]


def fold(text: str) -> str:
    """Fold a whole text: its folded syllables, one space between them.

    Idempotent: ``fold(fold(text)) == fold(text)``.
    """
    return " ".join(folded_words(text))


def tokens(text: str) -> list[Token]:
    """The words of ``text`` with their places; see :class:`Token`."""
    return list(iter_tokens(text))


def iter_tokens(text: str) -> Iterator[Token]:
    """Like :func:`tokens`, one at a time."""
    for match in WORD.finditer(text):
        word = match.group()
        if folded := fold_word(word):
            yield Token(match.start(), match.end(), folded, key_word(word))


def pair(left: str, right: str) -> str:
    """The term for two neighbouring folded syllables."""
    return f"{left}_{right}"


def pairs(folded: Sequence[str]) -> list[str]:
    """All pairs of neighbours, in order: one fewer than there are syllables."""
    return [pair(left, right) for left, right in pairwise(folded)]


def clean(text: str) -> str:
    """Text in NFC without control characters; white space otherwise kept.

    Lone surrogates, which no database stores, become question marks.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub(" ", unicodedata.normalize("NFC", text))


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
