"""Wagtail's own search as it comes, for the benchmark of ours."""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from bench.search_portal import _found, _write, batches

STOP = 30.0
"""Seconds after which a query is stopped."""
_BATCH = 2_000


class Stock:
    """The stock backend of the database in use, over articles that it alone knows."""

    def __init__(self) -> None:
        from django.db import connection

        from search.adminsearch import SearchBackend

        ours = type(SearchBackend({}))
        module = import_module(
            f"modelsearch.backends.database.{connection.vendor}.{connection.vendor}"
        )
        # Ours has put a folding indexer into the stock module; the stock one is its base.
        module.ObjectIndexer = module.ObjectIndexer.__bases__[-1]
        stock = next(cls for cls in ours.__mro__ if cls.__module__ == module.__name__)
        self._backend = stock({})

    def fill(self, documents: Iterable[tuple[str, str]]) -> None:
        """Write the documents as articles and index them."""
        from django.db import transaction
        from wagtail.models import Page

        from approvals.models import WritePermit
        from units.models import ArticlePage

        started, done, parent = time.perf_counter(), 0, _found()
        index = self._backend.get_index_for_model(ArticlePage)
        for batch in batches(documents, _BATCH):
            named = [{"id": "", "title": title, "text": text} for title, text in batch]
            with transaction.atomic():
                permit = WritePermit.objects.create(table=Page._meta.db_table, row="")
                pages = _write(parent, named)
                permit.delete()
                index.add_items(ArticlePage, pages)
            done += len(batch)
            print(
                f"stock: {done} pages, {done / (time.perf_counter() - started):.0f} a second",
                flush=True,
            )

    def timed(self, queries: Sequence[str]) -> tuple[list[float], int]:
        """Milliseconds of each query for ten results and a count; how many were stopped."""
        from django.db import DatabaseError

        from units.models import ArticlePage

        times, stopped = [], 0
        for query in queries:
            started = time.perf_counter()
            try:
                with _stopped_after(STOP):
                    results = self._backend.search(query, ArticlePage.objects.all())
                    list(results[:10])
                    results.count()
            except DatabaseError:
                stopped += 1
            times.append((time.perf_counter() - started) * 1000)
        return times, stopped


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    from django.db import connection

    connection.ensure_connection()
    raw = connection.connection
    stop = raw.interrupt if connection.vendor == "sqlite" else raw.cancel
    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
