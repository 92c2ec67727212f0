"""How quickly search answers and indexes among 100,000 documents, beside stock Wagtail.

Paragraphs of Wikipedia articles and articles of laws from the shared data, repeated
under other ids until there are enough (N= for fewer). Engines: SQLite, and PostgreSQL
where TEST_POSTGRESQL_URL names a server. A stock query is stopped after 30 seconds.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, cycle, islice

from bench.search_portal import DATA, ROOT, at_hand, batches, fresh_portal
from bench.search_quality import rows
from bench.search_stock import STOP, Stock

ENGINES = ("sqlite", "postgresql")
DOCUMENTS = int(os.environ.get("N", "100000"))
QUERIES = int(os.environ.get("QUERIES", "100"))
STOCK_QUERIES = 5
STOCK = int(os.environ.get("STOCK", DOCUMENTS))
PAGE_WORDS = 450
_LEAST = 400  # characters: shorter paragraphs go with the next
_BATCH = 200

#: What is measured -> (median, 95th percentile) in ms at most.
FLOORS = {
    "all words": (25, 80),
    "relaxed": (150, 400),
    "common word": (250, 250),
    "suggestions": (20, 20),
}


def main() -> None:
    if not DATA.is_dir():
        print(f"The shared data are not at {DATA}: set SHARED_DATA.")
        return
    for engine in ENGINES:
        if at_hand(engine):
            subprocess.run(
                [sys.executable, "-m", "bench.search_speed", engine], cwd=ROOT, check=True
            )


def run(engine: str) -> None:
    print(f"-- {engine}, {DOCUMENTS} documents", flush=True)
    with fresh_portal(engine):
        _fill()
        asked = _questions(random.Random(7))
        ours = {name: _timed(ask, queries) for name, (ask, queries) in _ours(asked).items()}
        for name, times in ours.items():
            _tell(name, times)
        publish = _timed(_publish_and_find, [str(at) for at in range(20)])
        print(f"{'publish, visible at once':28}{statistics.median(publish):9.1f} ms")
        _beside_stock(asked, ours)


def _beside_stock(asked: dict[str, list[str]], ours: dict[str, list[float]]) -> None:
    """The same queries to Wagtail's own search of the same texts."""
    stock = Stock()
    stock.fill(islice(documents(), STOCK))
    for name in ("all words", "common word"):
        times, stopped = stock.timed(asked[name][:STOCK_QUERIES])
        middle = statistics.median(times)
        ratio = middle / statistics.median(ours[name])
        note = f", {stopped} of {len(times)} stopped at {STOP:.0f} s" if stopped else ""
        print(f"{'stock, ' + name:28}{middle:9.1f} ms = {ratio:.0f} times ours{note}", flush=True)


def documents() -> Iterator[tuple[str, str]]:
    """(title, text): real paragraphs and articles, again and again."""
    return islice(cycle(chain(_paragraphs(), _articles())), DOCUMENTS)


def _paragraphs() -> Iterator[tuple[str, str]]:
    for article in rows(DATA / "viwiki-articles.jsonl.xz"):
        part = ""
        for line in article["text"].split("\n"):
            if not line.startswith("=="):
                part = f"{part}\n{line}".strip()
            if len(part) >= _LEAST:
                yield article["title"], part
                part = ""


def _articles() -> Iterator[tuple[str, str]]:
    for law in rows(DATA / "vn-laws.jsonl.xz"):
        for article in law["articles"]:
            yield f"{law['title']}, {article['heading']}", article["text"]


def _fill() -> None:
    """Index everything as ``rebuild_search`` does; then a thousand pages of 450 words."""
    from search import rebuilding, services
    from search import statistics as terms

    _register()
    started, words, done = time.perf_counter(), 0, 0
    for batch in batches(enumerate(documents()), _BATCH):
        things = [_thing(at, title, text) for at, (title, text) in batch]
        services.publish_many(things, counting=False)
        words += sum(text.count(" ") + 1 for _, (_, text) in batch)
        done += len(batch)
        if done % 10_000 == 0:
            pace = done / (time.perf_counter() - started)
            print(f"{done} documents, {pace:.0f} a second", flush=True)
    terms.recount()
    seconds = time.perf_counter() - started
    print(f"{done / seconds:.0f} documents a second, {words / done:.0f} words each, counted")
    long = [" ".join(text for _, text in batch).split()[:PAGE_WORDS] for batch in _long_pages()]
    started = time.perf_counter()
    for batch in batches(enumerate(long), _BATCH):
        things = [_thing(f"page-{at}", "Trang", " ".join(words)) for at, words in batch]
        services.publish_many(things, counting=False)
    seconds = time.perf_counter() - started
    print(f"{len(long) / seconds:.0f} pages of {PAGE_WORDS} words a second", flush=True)
    rebuilding.tidy()


def _long_pages() -> Iterator[list[tuple[str, str]]]:
    """Enough paragraphs for a page of 450 words each, a thousand times."""
    return islice(batches(_paragraphs(), 8), 1000)


def _register() -> None:
    """Documents stand for themselves: any model will do, search knows nothing of the domain."""
    from search import kinds
    from search.models import FileText

    kinds.register(
        kinds.EntryKind("paper", "Paper", FileText, lambda thing: thing.entries, lambda: [])
    )


def _thing(key: object, title: str, text: str) -> object:
    from search.kinds import EntryData
    from search.models import FileText

    made, number = FileText(digest=str(key)), abs(hash(str(key)))
    made.entries = [
        EntryData(
            title=title,
            body=text,
            url=f"/{key}/",
            unit=number % 30 + 1,
            unit_label="Đơn vị",
            level=("", "tinh", "khoi", "don-vi")[number % 4],
            date=date(2015, 1, 1) + timedelta(days=number % 4000),
        )
    ]
    return made


def _questions(chance: random.Random) -> dict[str, list[str]]:
    """Queries of one to five words out of the texts themselves."""
    texts = [text.split() for _, text in chance.sample(list(islice(documents(), 20_000)), 400)]
    together, apart = [], []
    for at in range(QUERIES):
        words, others = texts[2 * at % 400], texts[(2 * at + 1) % 400]
        count = at % 5 + 1
        start = chance.randrange(max(len(words) - count, 1))
        together.append(" ".join(words[start : start + count]))
        apart.append(" ".join([*chance.sample(words, 2), *chance.sample(others, 3)]))
    titles = [title for title, _ in chance.sample(list(islice(documents(), 20_000)), QUERIES)]
    return {
        "all words": together,
        "relaxed": apart,
        "common word": ["và", "của", "cua", "có", "các", "trong"] * 3,
        "suggestions": [title[: chance.randrange(3, 14)] for title in titles],
    }


def _ours(asked: dict[str, list[str]]) -> dict[str, tuple[Callable, list[str]]]:
    from search.suggestions import suggest

    asks = {"suggestions": lambda text: suggest(text, "vi")}
    return {name: (asks.get(name, _search), queries) for name, queries in asked.items()}


def _search(text: str) -> None:
    from search.results import SearchRequest
    from search.searching import search

    search(SearchRequest(text))


def _publish_and_find(key: str) -> None:
    from search import services
    from search.results import SearchRequest
    from search.searching import search

    services.publish(_thing(f"new-{key}", f"Bản tin qwxz{key}", "Vừa mới đăng."))
    assert search(SearchRequest(f"qwxz{key}")).total == 1


def _timed(ask: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """Milliseconds of each query, after a fifth of them have been asked to get warm."""
    for query in queries[: len(queries) // 5]:
        ask(query)
    times = []
    for query in queries:
        started = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _tell(name: str, times: Sequence[float]) -> None:
    middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    floors = FLOORS[name]
    verdict = "" if middle <= floors[0] and high <= floors[1] else "  MISSED"
    print(
        f"{name:28}{middle:9.1f} ms, 95%: {high:7.1f} ms"
        f"  (floors {floors[0]}, {floors[1]}){verdict}",
        flush=True,
    )


if __name__ == "__main__":
    run(sys.argv[1])
