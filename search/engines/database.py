"""The engine of the database in use."""

from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from .base import DatabaseEngine
from .postgresql import PostgresqlEngine
from .sqlite import SqliteEngine

_ENGINES: dict[str, type[DatabaseEngine]] = {"sqlite": SqliteEngine, "postgresql": PostgresqlEngine}


@cache
def _engine(vendor: str) -> DatabaseEngine:
    if vendor not in _ENGINES:
        raise ImproperlyConfigured(f"Search works on SQLite and PostgreSQL, not on {vendor}.")
    return _ENGINES[vendor]()


def database_engine() -> DatabaseEngine:
    """The engine for the default connection; raises ImproperlyConfigured for other vendors."""
    return _engine(connection.vendor)
