"""Database triggers behind the gate: what gets past Django's signals ends here.

``QuerySet.update`` and SQL cannot make a row live, change the content of a live
row or of its parts, nor delete what is proof. They fire only when content really
differs, so bookkeeping on live rows stays possible. Generated from the models,
and installed after every migrate by ``operations.triggers``.
"""

from collections.abc import Iterator

from django.db import connection, models
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from operations.triggers import Trigger

from .content import BOOKKEEPING
from .models.governed import governed_models
from .models.proof import Approval, Declaration, Release, WritePermit

_NOT_RELEASED = "approvals: not covered by a release"
_PROOF = "approvals: proof is never changed or deleted"


def gate_triggers() -> Iterator[Trigger]:
    """All triggers of the gate, for the models as they are now."""
    yield from _row_triggers(Page, "NEW.depth > 1 AND NEW.live")
    parts: set[type[models.Model]] = set()
    for model in governed_models():
        if issubclass(model, Page):
            yield from _page_fields_triggers(model)
        else:
            yield from _row_triggers(model, "NEW.live")
            yield _deletion_trigger(model)
        for relation in get_all_child_relations(model):
            part = relation.field.model
            if relation.get_accessor_name() not in BOOKKEEPING and part not in parts:
                parts.add(part)
                yield from _child_triggers(model, relation.field)
    yield _deletion_trigger(Page)
    for proof in (Approval, Declaration):
        yield from _append_only(proof, allowed=())
    yield from _append_only(Release, allowed=("public_since", "revoked_at", "revoked_because"))


def _q(name: str | None) -> str:
    """``name`` quoted for SQL; a model's concrete fields always have a column."""
    return connection.ops.quote_name(str(name))


def _trigger(name: str, table: str, event: str, when: str, message: str) -> Trigger:
    """A BEFORE trigger on one event that aborts with ``message`` when ``when`` holds."""
    name = f"portal_gate_{name}"[:63]
    record = "OLD" if event == "DELETE" else "NEW"
    sqlite = (
        f"CREATE TRIGGER {_q(name)} BEFORE {event} ON {_q(table)} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    condition = when.replace(" IS NOT NEW.", " IS DISTINCT FROM NEW.")
    postgresql = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $gate$ "
        f"BEGIN IF {condition} THEN RAISE EXCEPTION '{message}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {record}; END $gate$; "
        f"CREATE TRIGGER {name} BEFORE {event} ON {_q(table)} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    return Trigger(name=name, table=table, sqlite=sqlite, postgresql=postgresql)


def _changed(columns: list[str | None]) -> str:
    return " OR ".join(f"OLD.{_q(c)} IS NOT NEW.{_q(c)}" for c in columns)


def _content_columns(fields) -> list[str | None]:
    return [f.column for f in fields if f.column and f.name not in BOOKKEEPING]


def _permit(table: str, row: str) -> str:
    """SQL that is true when the gate has permitted a write of ``row`` (an SQL expression)."""
    permits = _q(WritePermit._meta.db_table)
    return (
        f"EXISTS (SELECT 1 FROM {permits} p WHERE p.{_q('table')} = '{table}' "
        f"AND p.{_q('row')} IN ('', CAST({row} AS varchar)))"
    )


def _row_triggers(model: type[models.Model], public: str) -> Iterator[Trigger]:
    """Of the table that carries ``live``: going live, and changing while live."""
    table, pk = model._meta.db_table, _q(model._meta.pk.column)
    permitted = _permit(table, f"NEW.{pk}")
    yield _trigger(
        f"{table}_insert", table, "INSERT", f"{public} AND NOT {permitted}", _NOT_RELEASED
    )
    # A row of another class, at another depth or an alias is another page.
    identity: list[str | None] = (
        ["content_type_id", "depth", "alias_of_id"] if model is Page else []
    )
    changed = _changed(_content_columns(model._meta.local_concrete_fields) + identity)
    yield _trigger(
        f"{table}_update",
        table,
        "UPDATE",
        f"{public} AND (NOT OLD.live OR {changed}) AND NOT {permitted}",
        _NOT_RELEASED,
    )


def _live(model: type[models.Model], row: str) -> str:
    table = Page._meta.db_table if issubclass(model, Page) else model._meta.db_table
    return f"EXISTS (SELECT 1 FROM {_q(table)} l WHERE l.id = {row} AND l.live)"


def _page_fields_triggers(model: type[Page]) -> Iterator[Trigger]:
    """Of a page class's own table: its content is written while the page is live."""
    table, row = model._meta.db_table, f"NEW.{_q(model._meta.pk.column)}"
    stopped = f"{_live(model, row)} AND NOT {_permit(Page._meta.db_table, row)}"
    yield _trigger(f"{table}_insert", table, "INSERT", stopped, _NOT_RELEASED)
    changed = _changed(_content_columns(model._meta.local_concrete_fields)) or "1 = 0"
    yield _trigger(f"{table}_update", table, "UPDATE", f"({changed}) AND {stopped}", _NOT_RELEASED)


def _child_triggers(model: type[models.Model], back: models.ForeignKey) -> Iterator[Trigger]:
    """Of the rows that are parts of a piece."""
    table = back.model._meta.db_table
    owner = Page._meta.db_table if issubclass(model, Page) else model._meta.db_table
    for event, record in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        row = f"{record}.{_q(back.column)}"
        when = f"{_live(model, row)} AND NOT {_permit(owner, row)}"
        if event == "UPDATE":
            columns = [f.column for f in back.model._meta.local_concrete_fields]
            when = f"({_changed(columns)}) AND {when}"
        yield _trigger(f"{table}_{event.lower()}", table, event, when, _NOT_RELEASED)


def _deletion_trigger(model: type[models.Model]) -> Trigger:
    """What was ever public or in a chain is not deleted, by whatever means."""
    table, pk = model._meta.db_table, _q(model._meta.pk.column)
    proofs = " OR ".join(
        f"EXISTS (SELECT 1 FROM {_q(proof._meta.db_table)} r "
        f"JOIN django_content_type c ON c.id = r.content_type_id "
        f"WHERE c.app_label = '{model._meta.app_label}' AND c.model = '{model._meta.model_name}' "
        f"AND r.object_id = CAST(OLD.{pk} AS varchar))"
        for proof in (Release, Declaration, Approval)
    )
    return _trigger(f"{table}_delete", table, "DELETE", f"({proofs})", _PROOF)


def _append_only(model: type[models.Model], allowed: tuple[str, ...]) -> Iterator[Trigger]:
    table = model._meta.db_table
    columns = [f.column for f in model._meta.concrete_fields if f.name not in allowed]
    yield _trigger(f"{table}_update", table, "UPDATE", _changed(columns), _PROOF)
    yield _trigger(f"{table}_delete", table, "DELETE", "1 = 1", _PROOF)
