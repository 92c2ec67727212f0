"""What a text is indexed by: the one list of terms that all engines hold.

=========  =====================================================================
``dang``    a folded syllable of title or body
``dang_uy``  a pair of neighbours (:func:`search.text.pair`)
``=d9ang3``  an exact key, only of words that carry a mark
``t.dang``  a folded syllable of the title
``dang~``   a folded syllable that is frequent for the length of the text: lets an
            engine pick the best texts of a very common word without scoring all
``#845.qd``  a document number that is mentioned (:mod:`search.numbers`)
``##845``   the number that the document itself bears
=========  =====================================================================

Terms are ASCII without white space or quotes, so that no engine's query syntax
can be reached from a reader's query. Pure functions without Django.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from .numbers import parse_number, written_numbers
from .text import fold_word, key_word, pairs, words

FORMS_VERSION = 1
"""Raised whenever the terms of the same text change: every entry is then rewritten."""

_USUAL_LENGTH = 300
_FREQUENT = 2.0
_MAX_WORDS = 50_000
TITLE_END = "|"


@dataclass(frozen=True)
class IndexForms:
    """All forms of one entry.

    ``terms`` go into the engine. ``counted`` are the terms whose number of
    documents is kept for ranking: syllables, pairs, title words and exact keys
    of all words. ``folded`` and ``exact`` are the running texts in which ranking
    counts: syllables (keys) between single blanks on both sides, the title
    first, ``|`` after it. ``length`` is the number of words in the body.
    """

    terms: frozenset[str]
    counted: frozenset[str]
    folded: str
    exact: str
    length: int


def index_forms(title: str, body: str, number: str = "") -> IndexForms:
    """The forms of an entry with this title, text and document number (may be empty)."""
    title_forms = _all_forms(f"{title} {number}" if number and number not in title else title)
    body_forms = _all_forms(body)
    title_folded, title_keys = [form[0] for form in title_forms], [form[1] for form in title_forms]
    body_folded, body_keys = [form[0] for form in body_forms], [form[1] for form in body_forms]
    plain = {*title_folded, *body_folded, *pairs(title_folded), *pairs(body_folded)}
    titles = {f"t.{word}" for word in title_folded}
    different = {*title_forms, *body_forms}
    marked = {f"={key}" for folded, key in different if key != folded}
    return IndexForms(
        terms=frozenset(
            plain | titles | marked | _frequent(body_folded) | _numbers(title, body, number)
        ),
        counted=frozenset(plain | titles | {f"={key}" for _folded, key in different}),
        folded=running(title_folded, body_folded),
        exact=running(title_keys, body_keys),
        length=len(body_folded),
    )


def counted_terms(folded: str, exact: str) -> set[str]:
    """What :class:`IndexForms` calls ``counted``, from an entry's two running texts."""
    words, keys = folded.split(), exact.split()
    end = words.index(TITLE_END)
    title, body = words[:end], words[end + 1 :]
    plain = {*title, *body, *pairs(title), *pairs(body)}
    return plain | {f"t.{word}" for word in title} | {f"={key}" for key in keys if key != TITLE_END}


def running(title: list[str], body: list[str]) -> str:
    """The running text in which ranking counts: `` a  b  |  c ``."""
    return f" {'  '.join([*title, TITLE_END, *body])} "


def _all_forms(text: str) -> list[tuple[str, str]]:
    return [form for word in words(text)[:_MAX_WORDS] if (form := _forms(word))[0]]


@lru_cache(maxsize=1 << 17)
def _forms(word: str) -> tuple[str, str]:
    return fold_word(word), key_word(word)


def _frequent(folded: list[str]) -> set[str]:
    norm = 0.25 + 0.75 * len(folded) / _USUAL_LENGTH
    least = max(2.0, _FREQUENT * norm)
    return {f"{word}~" for word, times in Counter(folded).items() if times >= least}


def _numbers(title: str, body: str, number: str) -> set[str]:
    found = {term for text in (title, body) for n in written_numbers(text) for term in n.terms()}
    if own := parse_number(number):
        found.update(own.terms())
        found.add(f"##{own.numeral}")
    return found
