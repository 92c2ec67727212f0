"""How this room's entries of the audit trail read: who, which fields, from what to what."""

from datetime import date

from django.db.models import DateField, Field
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from .models import Role


def day(iso: str | None) -> str:
    """A stored day as people write it: 2026-11-25 -> 25/11/2026; a dash for none."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else "-"


def term(data: dict) -> str:
    """A membership in one line: person, role, post, days."""
    parts = (data["person"], str(Role(data["role"]).label), data["post"])
    days = f"{day(data['started_on'])} - {day(data['ended_on'])}"
    return ", ".join([*(part for part in parts if part), days])


def shown(field: Field, stored: str | None) -> str:
    """A stored value in words: labels of choices, days as people write them."""
    if isinstance(field, DateField):
        return day(stored)
    return str(dict(field.flatchoices).get(stored, stored) or "-")


class UnitCreated(LogFormatter):
    label = _("Create unit")
    message = _("Created the unit")


class FieldsChanged(LogFormatter):
    """Reads ``data["changed"]``: {field: [before, after]}."""

    def format_message(self, log_entry: ModelLogEntry) -> str:
        model = log_entry.content_type.model_class()
        fields = {name: model._meta.get_field(name) for name in log_entry.data["changed"]}
        changes = [
            f"{capfirst(field.verbose_name)}: {shown(field, old)} → {shown(field, new)}"
            for field, (old, new) in zip(
                fields.values(), log_entry.data["changed"].values(), strict=True
            )
        ]
        return f"{self.message}: {'; '.join(changes)}"


class UnitChanged(FieldsChanged):
    label = _("Change unit")
    message = _("Changed the data of the unit")


class SettingsChanged(FieldsChanged):
    label = _("Change portal settings")
    message = _("Changed the portal settings")


class MembershipStarted(LogFormatter):
    label = _("Add membership")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        return f"{gettext('Added a membership')}: {term(log_entry.data)}"


class MembershipChanged(LogFormatter):
    label = _("Change membership")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        before, after = term(log_entry.data["before"]), term(log_entry.data)
        return f"{gettext('Changed a membership')}: {before} → {after}"


FORMATTERS: dict[str, type[LogFormatter]] = {
    "organisation.unit.create": UnitCreated,
    "organisation.unit.edit": UnitChanged,
    "organisation.membership.start": MembershipStarted,
    "organisation.membership.change": MembershipChanged,
    "organisation.settings.edit": SettingsChanged,
}
