"""The audit trail: one row for every act, written in the act's own transaction.

:func:`record` is for the services of the rooms; every entry of Wagtail's own
log is mirrored as well, so that nothing done in the admin is missing. Rows
cannot be changed or deleted: the model refuses, and so does the database.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from .models import AuditEntry
from .triggers import Trigger, register_source

#: The two logs of Wagtail that the trail mirrors.
MIRRORED = (PageLogEntry, ModelLogEntry)


def record(
    action: str,
    *,
    actor: models.Model | None = None,
    acting_for: models.Model | None = None,
    obj: models.Model | None = None,
    unit: models.Model | None = None,
    digest: str = "",
    **detail: Any,
) -> AuditEntry:
    """Append one row and return it.

    ``action`` is a dotted name (``approvals.release``); ``obj`` what was acted
    upon; ``unit`` whose it is (default: ``obj.unit`` where there is one);
    ``digest`` the fingerprint of the content concerned; ``detail`` anything
    that JSON can hold, dates and lazy texts included.
    """
    return _append(
        at=timezone.now(),
        action=action,
        actor=actor,
        acting_for=acting_for,
        content_type=_kind(obj),
        object_id="" if obj is None else str(obj.pk),
        object_label="" if obj is None else str(obj),
        unit=unit or getattr(obj, "unit", None),
        digest=digest,
        detail=detail,
    )


def mirror(instance: PageLogEntry | ModelLogEntry, created: bool, **kwargs: Any) -> None:
    """``post_save`` of Wagtail's log entries: the same act, in our trail."""
    if not created:
        return
    target = _target(instance)
    detail = dict(instance.data or {})
    if instance.revision_id:
        detail["revision"] = instance.revision_id
    _append(
        at=instance.timestamp,
        action=instance.action,
        actor_id=instance.user_id,
        content_type=_kind_of(instance.content_type),
        object_id=str(_object_id(instance)),
        object_label=instance.label,
        unit=getattr(target, "unit", None),
        detail=detail,
    )


def _append(
    *, at: datetime, unit: models.Model | None, object_label: str, **values: Any
) -> AuditEntry:
    return AuditEntry.objects.create(
        at=at,
        unit_id=None if unit is None else unit.pk,
        unit_label="" if unit is None else str(unit)[:255],
        object_label=object_label[:500],
        **values,
    )


def _kind(obj: models.Model | None) -> str:
    return "" if obj is None else obj._meta.label_lower


def _kind_of(content_type: ContentType | None) -> str:
    return "" if content_type is None else f"{content_type.app_label}.{content_type.model}"


def _object_id(entry: PageLogEntry | ModelLogEntry) -> object:
    return entry.page_id if isinstance(entry, PageLogEntry) else entry.object_id


def _target(entry: PageLogEntry | ModelLogEntry) -> models.Model | None:
    """The object of a log entry, as its own class; None when it is gone or unknown."""
    model = entry.content_type and entry.content_type.model_class()
    if not model or not hasattr(model, "unit"):
        return None
    return model._base_manager.filter(pk=_object_id(entry)).first()


@register_source
def append_only_triggers() -> Iterable[Trigger]:
    """The database's own refusal, for SQL, ``bulk_update`` and other programs."""
    table = AuditEntry._meta.db_table
    yield _refusal("portal_audit_update", table, "UPDATE")
    yield _refusal("portal_audit_delete", table, "DELETE")
    # Each vendor knows one more way to lose a row.
    yield _refusal("portal_audit_truncate", table, "TRUNCATE", sqlite="")
    yield Trigger(
        "portal_audit_replace",
        table,
        sqlite=_refusal_sqlite(
            "portal_audit_replace",
            f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",  # noqa: S608 (our own table's name)
        ),
        postgresql="",
    )


def _refusal(name: str, table: str, event: str, sqlite: str | None = None) -> Trigger:
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return Trigger(
        name,
        table,
        sqlite=_refusal_sqlite(name, f"{event} ON {table}") if sqlite is None else sqlite,
        postgresql=(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'portal: the audit trail is append-only'; END $$; "
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {name}()"
        ),
    )


def _refusal_sqlite(name: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} "
        "BEGIN SELECT RAISE(ABORT, 'portal: the audit trail is append-only'); END"
    )
