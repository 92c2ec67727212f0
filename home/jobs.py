"""Scheduled work of search, which knows no scheduler, as the scheduler knows no search."""

from datetime import timedelta

from operations.jobs import scheduled
from search import mirror, queries, rebuilding


@scheduled("search.catch_up", every=timedelta(seconds=10), lease=timedelta(minutes=30))
def catch_up() -> None:
    """Elasticsearch, where there is one, gets what it has missed."""
    mirror.catch_up()


@scheduled("search.forget_old_queries", every=timedelta(days=1))
def forget_old_queries() -> None:
    queries.forget_old()


@scheduled("search.refresh", every=timedelta(days=1), lease=timedelta(hours=2))
def refresh() -> None:
    """What changes without a publication (names of people and topics) is found as it reads now."""
    rebuilding.refresh()
