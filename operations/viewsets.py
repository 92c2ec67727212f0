"""The audit trail in the admin: to be read, filtered and searched, nothing else."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from .models import AuditEntry


class ReadOnlyPermissionHelper(PermissionHelper):
    """Superusers hold every permission; here even they may only read."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: models.Model) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: models.Model) -> bool:
        return False


class AuditRegister(ModelAdmin):
    """The read-mostly register; visible to holders of ``operations.view_auditentry``."""

    model = AuditEntry
    base_url_path = "audit"
    menu_label = _("Audit trail")
    menu_icon = "history"
    menu_order = 900
    permission_helper_class = ReadOnlyPermissionHelper
    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50
    list_select_related = ("actor", "acting_for")
    list_display = ("when", "what", "who", "object_label", "unit_label")
    list_filter = ("at", "action", "unit_label")
    search_fields = (
        "action",
        "object_label",
        "unit_label",
        "digest",
        "actor__username",
        "actor__last_name",
        "actor__first_name",
    )
    inspect_view_fields = [
        "at",
        "action",
        "actor",
        "acting_for",
        "content_type",
        "object_id",
        "object_label",
        "unit_label",
        "digest",
        "detail",
    ]

    @staticmethod
    def _person(user: Any) -> str:
        return user.get_full_name() or user.get_username()

    def when(self, entry: AuditEntry) -> str:
        return f"{timezone.localtime(entry.at):%d/%m/%Y %H:%M:%S}"

    when.short_description = _("time")  # type: ignore[attr-defined]
    when.admin_order_field = "at"  # type: ignore[attr-defined]

    def what(self, entry: AuditEntry) -> SafeString:
        return format_html('<span title="{}">{}</span>', entry.action, entry.action_label)

    what.short_description = _("action")  # type: ignore[attr-defined]
    what.admin_order_field = "action"  # type: ignore[attr-defined]

    def who(self, entry: AuditEntry) -> str:
        if entry.actor is None:
            return str(_("the system"))
        if entry.acting_for is None:
            return self._person(entry.actor)
        return _("%(person)s, on behalf of %(other)s") % {
            "person": self._person(entry.actor),
            "other": self._person(entry.acting_for),
        }

    who.short_description = _("done by")  # type: ignore[attr-defined]
