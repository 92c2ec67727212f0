"""Folding for both admin backends: of what is indexed and of what is asked."""

from typing import Any

from modelsearch.backends.base import EmptySearchResults
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery

from ..text import fold

NO_WORD = "0nothing0"
"""Stands for a part of a query in which there is no word: no folded text holds it."""


class FoldedIndexer:
    """Mixin for modelsearch's ObjectIndexer: every value is folded."""

    def prepare_value(self, value: Any) -> str:
        return fold(super().prepare_value(value))


class Folded:
    """Mixin for a search backend: every query is folded.

    ``fields`` is ignored: on PostgreSQL it would compare with the unfolded
    columns, past the index.
    """

    def search(self, query, model_or_queryset, fields=None, **options):
        return self._folded(super().search, query, model_or_queryset, options)

    def autocomplete(self, query, model_or_queryset, fields=None, **options):
        return self._folded(super().autocomplete, query, model_or_queryset, options)

    def _folded(self, ask, query, model_or_queryset, options):
        if isinstance(query, str):
            query = fold(query)
            if not query:
                return EmptySearchResults()
        else:
            query = fold_query(query)
        return ask(query, model_or_queryset, **options)


def fold_query(query: SearchQuery) -> SearchQuery:
    """The same query with all its texts folded."""
    if isinstance(query, (PlainText, Fuzzy)):
        return PlainText(fold(query.query_string) or NO_WORD, operator=query.operator)
    if isinstance(query, Phrase):
        return Phrase(fold(query.query_string) or NO_WORD)
    if isinstance(query, (And, Or)):
        return type(query)([fold_query(part) for part in query.subqueries])
    if isinstance(query, Not):
        return Not(fold_query(query.subquery))
    if isinstance(query, Boost):
        return fold_query(query.subquery)
    return query
