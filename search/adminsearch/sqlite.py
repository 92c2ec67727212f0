"""Folded admin search on SQLite.

The stock compiler computes each row's score in a sub-query that runs the whole
full-text search again: minutes for a common word. Ours asks the index once.
"""

from django.db.models import Case, FloatField, Value, When
from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.backends.database.sqlite.query import BM25, MatchExpression, normalize
from modelsearch.query import MatchAll, Not
from modelsearch.utils import get_descendants_content_types_pks

from .folding import Folded, FoldedIndexer

MAX_RANKED = 500
"""So many best hits are listed by relevance; the rest follow by age."""


class SqliteIndexer(FoldedIndexer, stock.ObjectIndexer):
    """Indexes folded text."""


# The index class names its indexer by this global and offers no other place for it.
stock.ObjectIndexer = SqliteIndexer


class _OneQuery:
    """Mixin for the stock compilers: the index is asked once, for ids and scores."""

    def search(self, config, start, stop, score_field=None):
        query = normalize(self.query)
        if isinstance(query, (MatchAll, Not)):
            return super().search(config, start, stop, score_field)
        match = MatchExpression(
            self.FTS_TABLE_FIELDS, self.build_search_query(query, config=config)
        )
        hits = list(
            stock.SQLiteFTSIndexEntry.objects.filter(match)
            .filter(
                index_entry__content_type__in=get_descendants_content_types_pks(self.queryset.model)
            )
            .annotate(score=BM25())
            .order_by("score")
            .values_list("index_entry__object_id", "score")
        )
        queryset = self.queryset.filter(pk__in=[pk for pk, _ in hits])
        if score_field is not None or self.order_by_relevance:
            ranked = hits[:MAX_RANKED]
            name = score_field or "_score"
            cases = [When(pk=pk, then=Value(score)) for pk, score in ranked]
            queryset = queryset.annotate(
                **{name: Case(*cases, default=Value(0.0), output_field=FloatField())}
                if cases
                else {name: Value(0.0)}
            )
            if self.order_by_relevance:
                queryset = queryset.order_by(name, "-pk")
        if not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]


class SearchCompiler(_OneQuery, stock.SQLiteSearchQueryCompiler):
    """Whole words."""


class AutocompleteCompiler(_OneQuery, stock.SQLiteAutocompleteQueryCompiler):
    """Beginnings of the last word."""


class FoldedBackend(Folded, stock.SQLiteSearchBackend):
    """Admin search on SQLite."""

    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
