"""Entries found by an FTS5 table of terms.

Contentless and without positions (``detail=none``): the terms themselves say all
(pairs stand for neighbourhood), so that the index is small and quick. Terms are
ASCII without quotes, and each is quoted: no syntax of FTS5 can be reached.
"""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from ..matching import Clause, Match
from .base import Scope

TABLE = "search_terms"


class SqliteEngine:
    """See :class:`search.engines.base.DatabaseEngine`."""

    def create(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(terms, content='',"
                " detail=none, columnsize=0, tokenize=\"ascii tokenchars '_=~.#'\")"
            )

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES('delete-all')")

    def optimise(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES('optimize')")
            cursor.execute("ANALYZE")

    def write(self, entries: Iterable[tuple[int, Collection[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE}(rowid, terms) VALUES(%s, %s)",
                [(entry, " ".join(terms)) for entry, terms in entries],
            )

    def erase(self, entries: Iterable[tuple[int, Collection[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE}({TABLE}, rowid, terms) VALUES('delete', %s, %s)",
                [(entry, " ".join(terms)) for entry, terms in entries],
            )

    def counts(self, match: Match, scope: Scope) -> dict[int, int]:
        if scope.empty or not match:
            return {}
        where, params = _where(match, scope)
        return dict(
            _rows(
                f"SELECT e.facets_id, count(*) FROM {TABLE} CROSS JOIN search_entry e"
                f" ON e.id = {TABLE}.rowid WHERE {TABLE} MATCH %s AND {where}"
                " GROUP BY e.facets_id",
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
        legs, leg_params = [], []
        for term, weight in boosts:
            legs.append(
                f"SELECT rowid AS id, {weight:.6f} AS w FROM {TABLE} WHERE {TABLE} MATCH %s"
            )
            leg_params.append(f'({base}) AND "{term}"')
        found: list[int] = []
        if legs:
            found = [
                row[0]
                for row in _rows(
                    "SELECT e.id FROM (SELECT id, sum(w) AS s FROM ("
                    + " UNION ALL ".join(legs)
                    + f") GROUP BY id) h CROSS JOIN search_entry e ON e.id = h.id WHERE {where}"
                    " ORDER BY h.s DESC, e.id DESC LIMIT %s",
                    [*leg_params, *params, limit],
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
            f"SELECT e.id FROM {TABLE} CROSS JOIN search_entry e ON e.id = {TABLE}.rowid"
            f" WHERE {TABLE} MATCH %s AND {where} ORDER BY {TABLE}.rowid DESC LIMIT %s",
            [base, *params, limit],
        )
        return [row[0] for row in rows if row[0] not in known][: limit - len(found)]

    def newest(self, match: Match, scope: Scope, offset: int, limit: int) -> list[int]:
        if scope.empty or not match:
            return []
        where, params = _where(match, scope)
        rows = _rows(
            f"SELECT e.id FROM {TABLE} CROSS JOIN search_entry e ON e.id = {TABLE}.rowid"
            f" WHERE {TABLE} MATCH %s AND {where}"
            " ORDER BY e.published_on DESC NULLS LAST, e.id DESC LIMIT %s OFFSET %s",
            [expression(match), *params, limit, offset],
        )
        return [row[0] for row in rows]


def expression(match: Match) -> str:
    """The match in FTS5's query language."""
    return " AND ".join(f"({_clause(clause)})" for clause in match.clauses)


def _clause(clause: Clause) -> str:
    return " OR ".join(
        "(" + " AND ".join(f'"{term}"' for term in alternative) + ")" for alternative in clause
    )


def _where(match: Match, scope: Scope) -> tuple[str, list]:
    """Conditions on the entry ``e``: not expired, in the scope, holding the phrases."""
    parts = ["(e.expires_at IS NULL OR e.expires_at > %s)"]
    params: list = [connection.ops.adapt_datetimefield_value(scope.now)]
    if scope.facets is not None:
        parts.append(f"e.facets_id IN ({_ids(scope.facets)})")
    if scope.only is not None:
        parts.append(f"e.id IN ({_ids(scope.only)})")
    if scope.without:
        parts.append(f"e.id NOT IN ({_ids(scope.without)})")
    for phrase in match.phrases:
        parts.append(
            "EXISTS (SELECT 1 FROM search_entrytext t"
            " WHERE t.entry_id = e.id AND instr(t.folded, %s) > 0)"
        )
        params.append(phrase)
    return " AND ".join(parts), params


def _ids(ids: Collection[int]) -> str:
    return ",".join(str(int(value)) for value in ids)


def _rows(sql: str, params: Sequence) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
