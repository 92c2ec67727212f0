"""What the operation of the portal keeps: its audit trail, its schedule, its pulse."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry as log_actions


class AuditTrailIsAppendOnly(Exception):
    """Somebody tried to change or delete what the audit trail says."""


class AppendOnlyQuerySet(models.QuerySet):
    """Rows can be added and read. The database refuses the rest too (audit.py)."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AuditTrailIsAppendOnly("The rows of the audit trail cannot be changed.")

    def delete(self) -> NoReturn:
        raise AuditTrailIsAppendOnly("The rows of the audit trail cannot be deleted.")


class AuditEntry(models.Model):
    """Who did what to which object, when, on whose behalf, with what content.

    Objects and units are plain values: the trail outlives what it speaks of, and
    this room knows nothing of the rooms above it.
    """

    at = models.DateTimeField(_("time"))
    action = models.CharField(_("action"), max_length=100)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("on behalf of"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    content_type = models.CharField(_("kind of object"), max_length=100, blank=True)
    object_id = models.CharField(_("object number"), max_length=64, blank=True)
    object_label = models.CharField(_("object"), max_length=500, blank=True)
    unit_id = models.BigIntegerField(_("unit number"), null=True)
    unit_label = models.CharField(_("unit"), max_length=255, blank=True)
    digest = models.CharField(_("content digest"), max_length=128, blank=True)
    detail = models.JSONField(_("detail"), default=dict, encoder=DjangoJSONEncoder)

    objects = AppendOnlyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_at"),
            models.Index(fields=["content_type", "object_id"], name="audit_object"),
            models.Index(fields=["action"], name="audit_action"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%d/%m/%Y %H:%M} {self.action} {self.object_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None or not self._state.adding:
            raise AuditTrailIsAppendOnly("A row of the audit trail cannot be saved again.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AuditTrailIsAppendOnly("A row of the audit trail cannot be deleted.")

    @property
    def action_label(self) -> str:
        """The action in words, where Wagtail's log registry knows them."""
        if log_actions.action_exists(self.action):
            return str(log_actions.get_action_label(self.action))
        return self.action


class ScheduledJob(models.Model):
    """When a job of the registry (jobs.py) last ran, and who runs it now."""

    name = models.CharField(_("job"), max_length=100, unique=True)
    last_run = models.DateTimeField(_("last started"), null=True)
    last_ok = models.DateTimeField(_("last succeeded"), null=True)
    last_error = models.TextField(_("last error"), blank=True)
    #: A scheduler that dies while it runs a job holds it until then, no longer.
    leased_until = models.DateTimeField(_("held until"), null=True)

    class Meta:
        verbose_name = _("scheduled job")
        verbose_name_plural = _("scheduled jobs")
        ordering = ["name"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.name

    @property
    def running(self) -> bool:
        return self.leased_until is not None and self.leased_until > timezone.now()


class Heartbeat(models.Model):
    """The last sign of life of a part that has no address to ask: scheduler, worker."""

    part = models.CharField(_("part"), max_length=30, unique=True)
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.part} {self.at:%Y-%m-%d %H:%M:%S}"
