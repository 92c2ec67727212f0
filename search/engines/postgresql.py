"""Entries found by a ``tsvector`` of terms and its GIN index.

The vector is written as a literal, so no text search configuration, dictionary
or stop word list is involved, and it has no positions: pairs stand for them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from ..matching import Clause, Match
from .base import Scope


class PostgresqlEngine:
    """See :class:`search.engines.base.DatabaseEngine`."""

    def create(self) -> None:
        with connection.cursor() as cursor:
            # ALTER TABLE locks readers out, even where it has nothing to do.
            cursor.execute("SELECT to_regclass('search_entry_terms')")
            if cursor.fetchone()[0] is not None:
                return
            cursor.execute("ALTER TABLE search_entry ADD COLUMN IF NOT EXISTS terms tsvector")
            cursor.execute("CREATE INDEX search_entry_terms ON search_entry USING gin (terms)")

    def clear(self) -> None:
        """Nothing to do: the vector goes with its entry."""

    def optimise(self) -> None:
        with connection.cursor() as cursor:
            for table in ("search_entry", "search_entrytext", "search_termstatistic"):
                cursor.execute(f"VACUUM ANALYZE {table}")

    def write(self, entries: Iterable[tuple[int, Collection[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_entry SET terms = %s::tsvector WHERE id = %s",
                [(_vector(terms), entry) for entry, terms in entries],
            )

    def erase(self, entries: Iterable[tuple[int, Collection[str]]]) -> None:
        """Nothing to do: the vector goes with its entry."""

    def counts(self, match: Match, scope: Scope) -> dict[int, int]:
        if scope.empty or not match:
            return {}
        where, params = _where(match, scope)
        return dict(
            _rows(
                "SELECT e.facets_id, count(*) FROM search_entry e"
                f" WHERE e.terms @@ %s::tsquery AND {where} GROUP BY e.facets_id",
                [expression(match), *params],
            )
        )

    def candidates(
        self, match: Match, boosts: Sequence[tuple[str, float]], scope: Scope, limit: int
    ) -> list[int]:
        if scope.empty or not match:
            return []
        base = expression(match)
        where, params = _where(match, scope)
        found: list[int] = []
        if boosts:
            values = ", ".join(["(%s::tsquery, %s::float8)"] * len(boosts))
            boost_params = [
                value for term, weight in boosts for value in (f"({base}) & '{term}'", weight)
            ]
            found = [
                row[0]
                for row in _rows(
                    f"SELECT e.id FROM (VALUES {values}) AS b(q, w)"
                    f" JOIN search_entry e ON e.terms @@ b.q WHERE {where}"
                    " GROUP BY e.id ORDER BY sum(b.w) DESC, e.id DESC LIMIT %s",
                    [*boost_params, *params, limit],
                )
            ]
        if len(found) < limit:
            found += self._others(base, where, params, found, limit)
        return found

    def _others(
        self, base: str, where: str, params: list, found: list[int], limit: int
    ) -> list[int]:
        """Fill up with hits that no boost reached, newest rows first."""
        known = set(found)
        rows = _rows(
            f"SELECT e.id FROM search_entry e WHERE e.terms @@ %s::tsquery AND {where}"
            " ORDER BY e.id DESC LIMIT %s",
            [base, *params, limit],
        )
        return [row[0] for row in rows if row[0] not in known][: limit - len(found)]

    def newest(self, match: Match, scope: Scope, offset: int, limit: int) -> list[int]:
        if scope.empty or not match:
            return []
        where, params = _where(match, scope)
        rows = _rows(
            f"SELECT e.id FROM search_entry e WHERE e.terms @@ %s::tsquery AND {where}"
            " ORDER BY e.published_on DESC NULLS LAST, e.id DESC LIMIT %s OFFSET %s",
            [expression(match), *params, limit, offset],
        )
        return [row[0] for row in rows]


def expression(match: Match) -> str:
    """The match as a ``tsquery`` literal; terms hold neither quotes nor backslashes."""
    return " & ".join(f"({_clause(clause)})" for clause in match.clauses)


def _clause(clause: Clause) -> str:
    return " | ".join(
        "(" + " & ".join(f"'{term}'" for term in alternative) + ")" for alternative in clause
    )


def _vector(terms: Collection[str]) -> str:
    return " ".join(f"'{term}'" for term in terms)


def _where(match: Match, scope: Scope) -> tuple[str, list]:
    """Conditions on the entry ``e``: not expired, in the scope, holding the phrases."""
    parts = ["(e.expires_at IS NULL OR e.expires_at > %s)"]
    params: list = [scope.now]
    for ids, condition in (
        (scope.facets, "e.facets_id = ANY(%s)"),
        (scope.only, "e.id = ANY(%s)"),
        (scope.without or None, "NOT e.id = ANY(%s)"),
    ):
        if ids is not None:
            parts.append(condition)
            params.append(list(ids))
    for phrase in match.phrases:
        parts.append(
            "EXISTS (SELECT 1 FROM search_entrytext t"
            " WHERE t.entry_id = e.id AND strpos(t.folded, %s) > 0)"
        )
        params.append(phrase)
    return " AND ".join(parts), params


@contextmanager
def _through_the_index() -> Iterator[None]:
    """Keep the planner from reading every vector when a term is very common.

    It does not count the cost of unpacking vectors, which are stored out of line.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"
        )
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute(
                    "SELECT set_config('enable_seqscan', 'on', true), set_config('jit', 'on', true)"
                )


def _rows(sql: str, params: Sequence) -> list[tuple]:
    with _through_the_index(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
