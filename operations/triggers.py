"""Database triggers that guard what Django's signals cannot see.

A room declares triggers by registering a *source*: a callable that returns
:class:`Trigger` values. Sources are evaluated after every ``migrate``, when all
models are known, and the triggers are installed anew: on SQLite a table that
Django remakes loses its triggers, so installing once in a migration is not
enough. What carries our prefix and is no longer declared is dropped.

SQLite also refuses to rename a table while a trigger elsewhere names the table
that has just been replaced. Hence our triggers step aside on SQLite for the
time of a migration that has something to do, and come back at its end.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

#: Names that begin with this are ours to install and to drop.
PREFIX = "portal_"


@dataclass(frozen=True)
class Trigger:
    """One trigger on one table.

    ``sqlite`` is the complete ``CREATE TRIGGER`` statement, ``postgresql`` the
    statements that create the function and the trigger. An empty text means
    that this vendor has no such event (``TRUNCATE`` on SQLite).
    """

    name: str
    table: str
    sqlite: str
    postgresql: str

    def __post_init__(self) -> None:
        if not self.name.startswith(PREFIX):
            raise ValueError(f"A trigger's name begins with {PREFIX!r}: {self.name!r}.")

    def sql(self, vendor: str) -> str:
        """The statements for ``vendor`` (``connection.vendor``); may be empty."""
        return {"sqlite": self.sqlite, "postgresql": self.postgresql}.get(vendor, "")


Source = Callable[[], Iterable[Trigger]]
_sources: list[Source] = []

_INSTALLED = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    ),
}

_IDLE_FUNCTIONS = (
    "SELECT p.proname FROM pg_proc p WHERE p.prorettype = 'trigger'::regtype "
    "AND p.pronamespace = current_schema()::regnamespace "
    "AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgfoid = p.oid)"
)


def register_source(source: Source) -> Source:
    """Declare triggers: ``source()`` is asked after every migrate. Usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def declared_triggers() -> list[Trigger]:
    """All triggers of all sources; raises ValueError when two share a name."""
    triggers = [trigger for source in _sources for trigger in source()]
    names = [trigger.name for trigger in triggers]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"Triggers declared twice: {', '.join(twice)}.")
    return triggers


def missing_triggers(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of declared triggers that the database does not have."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = _installed(connection, cursor)
    return sorted(
        trigger.name
        for trigger in declared_triggers()
        if trigger.sql(connection.vendor) and (trigger.name, trigger.table) not in present
    )


def install_triggers(using: str = DEFAULT_DB_ALIAS) -> None:
    """Install every declared trigger whose table exists; drop ours that nobody declares."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        _drop_all(connection, cursor)
        for trigger in declared_triggers():
            sql = trigger.sql(connection.vendor)
            if sql and trigger.table in tables:
                cursor.execute(sql)
        _drop_idle_functions(connection, cursor)


def drop_triggers(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take our triggers out, for a migration or to empty a test database."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _drop_all(connection, cursor)


def step_aside(using: str, plan: list, **kwargs: object) -> None:
    """``pre_migrate``: see the module's text for why SQLite needs this."""
    if plan and connections[using].vendor == "sqlite":
        drop_triggers(using)


def come_back(using: str, **kwargs: object) -> None:
    """``post_migrate``: install, whatever the migration did to the tables."""
    install_triggers(using)


def _installed(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> set[tuple[str, str]]:
    """(name, table) of the triggers of ours that the database has."""
    cursor.execute(_INSTALLED[connection.vendor])
    return {(name, table) for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def _drop_all(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> None:
    quote = connection.ops.quote_name
    for name, table in _installed(connection, cursor):
        place = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER IF EXISTS {quote(name)}{place}")


def _drop_idle_functions(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> None:
    """PostgreSQL keeps a trigger's function when the trigger goes: take ours along."""
    if connection.vendor != "postgresql":
        return
    cursor.execute(_IDLE_FUNCTIONS)
    for (name,) in cursor.fetchall():
        if name.startswith(PREFIX):
            cursor.execute(f"DROP FUNCTION IF EXISTS {connection.ops.quote_name(name)}()")
