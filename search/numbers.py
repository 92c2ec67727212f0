"""Numbers of official documents, in every form in which people write them.

``845-QĐ/ĐUK``, ``845/QĐ-ĐUK``, ``qd 845``, ``QĐ845``, ``Số: 30/2020/NĐ-CP`` and
``68/2020/QH14`` are read into a numeral, a year and the letters of type and
issuer (Nghị định 30/2020/NĐ-CP art. 8 and Hướng dẫn 36-HD/VPTW give the two
official forms). Pure functions without Django.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .text import fold_word, folded_words

_NUMERAL = re.compile(r"\d{1,5}[a-z]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GLUED = re.compile(r"([a-z]{1,6})(\d{1,5})|(\d{1,5})([a-z]{2,6})")
_LETTERS = r"[A-ZĐ][A-ZĐa-zđ]{0,9}\d{0,2}"
_WRITTEN = re.compile(
    r"(?<![\w/.,-])(\d{1,5}[a-zA-Z]?)\s?[-–/]\s?((?:19|20)\d\d\s?[-–/]\s?)?"
    rf"({_LETTERS}(?:\s?[-–/]\s?{_LETTERS}){{0,3}})(?!\w)"
)
_MAX_QUERY_WORDS = 8


class DocumentNumber(NamedTuple):
    """A number taken apart, folded: ``30/2020/NĐ-CP`` is ("30", "2020", ("nd", "cp"))."""

    numeral: str
    year: str
    letters: tuple[str, ...]

    def terms(self) -> list[str]:
        """Index terms by which the number is found: ``#845``, ``#845.qd``, ``#845.duk``."""
        head = f"#{self.numeral}"
        return [head, *(f"{head}.{part}" for part in (self.year, *self.letters) if part)]

    def answers(self, asked: "DocumentNumber") -> bool:
        """Whether this number is one that ``asked`` may mean: nothing contradicts it."""
        return (
            self.numeral == asked.numeral
            and asked.year in ("", self.year)
            and set(asked.letters) <= set(self.letters)
        )


def _plain_numeral(numeral: str) -> str:
    return numeral.lower().lstrip("0") or "0"


def written_numbers(text: str) -> Iterator[DocumentNumber]:
    """The document numbers that stand in ``text``, in order of appearance.

    Only forms with a separator and capital letters are taken, so that dates,
    sums and fractions are not.
    """
    for numeral, year, letters in _WRITTEN.findall(text):
        yield DocumentNumber(
            _plain_numeral(numeral),
            year[:4],
            tuple(folded_words(letters.replace("–", "-"))),
        )


def parse_number(written: str) -> DocumentNumber | None:
    """Read the number a document bears, e.g. ``845-QĐ/ĐUK``; None if there is no numeral."""
    parts = _split_glued(folded_words(written))
    numeral = next((part for part in parts if _NUMERAL.fullmatch(part)), None)
    if numeral is None:
        return None
    rest = parts[parts.index(numeral) + 1 :]
    year = rest[0] if rest and _YEAR.fullmatch(rest[0]) else ""
    letters = tuple(part for part in rest if not part.isdigit())
    return DocumentNumber(_plain_numeral(numeral), year, letters)


class AskedNumber(NamedTuple):
    """A query that looks like a document number.

    ``number`` is what must not be contradicted, ``words`` are the other folded
    words (``quy``, ``dinh`` in "quy định 845"), which the document's title has
    to hold for the number to count.
    """

    number: DocumentNumber
    words: tuple[str, ...]


def asked_number(query: str) -> AskedNumber | None:
    """Read a query as a document number, or None when it is not one.

    A query is one when it is short and holds exactly one numeral beside an
    optional year. Words glued by ``-`` or ``/`` to the numeral are letters of
    the number; so is a short word right before or after it ("qd 845").
    """
    glued = _attached_letters(query)
    parts = _split_glued([p for p in folded_words(query) if p != "so"])
    numerals = [part for part in parts if _NUMERAL.fullmatch(part)]
    if not numerals or len(parts) > _MAX_QUERY_WORDS:
        return None
    numeral = numerals[0]
    years = [part for part in numerals[1:] if _YEAR.fullmatch(part)]
    if len(numerals) - len(years) != 1:
        return None
    letters: list[str] = []
    words: list[str] = []
    for part in parts:
        if part in numerals:
            continue
        (letters if part in glued else words).append(part)
    number = DocumentNumber(_plain_numeral(numeral), years[0] if years else "", tuple(letters))
    return AskedNumber(number, tuple(words))


def _attached_letters(query: str) -> set[str]:
    """Folded words that a separator ties into the number: QĐ and ĐUK of 845-QĐ/ĐUK."""
    found: set[str] = set()
    for chain in re.findall(r"[^\s]*\d[^\s]*", query):
        if re.search(r"[-–/]", chain):
            found.update(fold_word(part) for part in re.split(r"[-–/:.,]", chain))
    return {part for part in found if part and not part.isdigit()}


def _split_glued(parts: list[str]) -> list[str]:
    """Cut ``qd845`` into ``qd`` and ``845``; other words stay whole."""
    out: list[str] = []
    for part in parts:
        if match := _GLUED.fullmatch(part):
            out += [piece for piece in match.groups() if piece]
        else:
            out.append(part)
    return out
