"""Whatever is typed: no error of the portal, no error of an engine."""

import random

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import matching, statistics
from search.engines import choose, elasticsearch
from search.engines.base import Scope
from search.query import parse
from search.results import SearchRequest
from search.searching import search, synonyms
from search.suggestions import suggest
from search.text import fold

from .things import LIBRARY, fill_library

SYNTAX = [
    *"\"'`*?:;^~!&|()[]{}<>\\/+-=#@%$,._\x00\x01\ud800\u0301\u200b\u202e\ufffe",
    "AND", "OR", "NOT", "NEAR(", "title:", "rowid", "a*", '"""', "--", "/*", "*/", "%s", "{{", "{%",
    "''", "\\'", "$$", "@@", "<->", ":*", "&&", "||", "=a1", "t.a", "a_b", "#845", "##845", "dang~",
    "_exists_:", "[1 TO 2]", "/.*/", "\n", "\t", "\r\n", "𝓗", "🇻🇳", "İ", "ß", "ﬁ",
]  # fmt: skip
WORDS = sorted({word for thing in LIBRARY.values() for word in thing["body"].split()})
COUNT = 10_000
WHOLE = 400
"""So many of them go through the whole search; the rest, the engine alone, which is quicker."""


def random_query(chance: random.Random) -> str:
    parts = chance.choices(WORDS, k=chance.randrange(4)) + chance.choices(
        SYNTAX, k=chance.randrange(8)
    )
    parts += ["".join(chr(chance.randrange(0x3000)) for _ in range(chance.randrange(12)))]
    chance.shuffle(parts)
    return chance.choice(["", " "]).join(parts)


@pytest.fixture
def library(engine, committed, synced):
    with committed():
        fill_library()
    synced()


@pytest.mark.usefixtures("library")
def test_ten_thousand_random_queries(engine):
    chance = random.Random(20261125)  # noqa: S311 (no secret: the same queries every time)
    count, whole = (COUNT, WHOLE) if engine == "database" else (COUNT // 20, WHOLE // 4)
    for query in [random_query(chance) for _ in range(whole)]:
        search(SearchRequest(query))
        suggest(query, "vi")
        assert not elasticsearch.rest.resting, query
    asked, scope, read = choose.engine(), Scope(timezone.now()), synonyms()
    known = statistics.read(fold(" ".join(WORDS)).split())
    for query in [random_query(chance) for _ in range(count - whole)]:
        parsed = parse(query, read)
        asked.counts(matching.all_words(parsed), scope)
        some = matching.some_words(parsed, known)
        asked.candidates(some, matching.boosts(parsed, known, some), scope, 10)
        assert not elasticsearch.rest.resting, query


HUGE = ["ủy ban " * 1500, "a" * 10_000, '"' * 10_000, "\x00" * 10_000, "845-QĐ/ĐUK " * 900]


def test_no_address_of_the_search_page_is_an_error(things, committed, client):
    with committed():
        fill_library()
    for query in [*HUGE, *SYNTAX]:
        text = query.encode("utf-8", "replace").decode()
        for name in ("search", "search_suggestions", "search_open_suggestions"):
            assert client.get(reverse(name), {"q": text}).status_code == 200
        odd = dict.fromkeys(("type", "unit", "year", "level", "field", "page", "sort"), text)
        assert client.get(reverse("search"), {"q": "ủy ban", **odd}).status_code == 200


@pytest.mark.parametrize("path", ["?q=%ff%fe", "?q=%00", "?q=a&q=b", "?q[]=a", "?page=1", "?%"])
def test_addresses_written_by_hand_are_no_error(db, client, path):
    assert client.get(reverse("search") + path).status_code == 200


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_any_text_is_answered(things, text):
    found = search(SearchRequest(text))
    assert found.request.text == text
    suggest(text, "vi")
