"""Folded admin search on PostgreSQL; its index is made by a migration."""

from modelsearch.backends.database.postgres import postgres as stock

from .folding import Folded, FoldedIndexer


class PostgresIndexer(FoldedIndexer, stock.ObjectIndexer):
    """Indexes folded text."""


# The index class names its indexer by this global and offers no other place for it.
stock.ObjectIndexer = PostgresIndexer


class FoldedBackend(Folded, stock.PostgresSearchBackend):
    """Admin search on PostgreSQL, without stemming or stop words of any language."""

    def __init__(self, params):
        super().__init__({**params, "SEARCH_CONFIG": "simple"})
