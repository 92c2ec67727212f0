"""The proof: who declared, approved and released exactly which content.

Rows are only ever added. They point at revisions and task states with PROTECT,
so that no clean-up (``purge_revisions``, a deleted page) can take the evidence
away, and they keep content by value, so that nothing depends on what is left.
"""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState, WorkflowState


class PieceQuerySet(models.QuerySet):
    """Rows that speak of a piece by its base content type and key."""

    def of(self, piece: models.Model):
        return self.filter(content_type=piece.get_base_content_type(), object_id=str(piece.pk))


class AboutPiece(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)

    objects = PieceQuerySet.as_manager()

    class Meta:
        abstract = True


class Proof(AboutPiece):
    """Something a person vouched for, about one exact content."""

    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("revision")
    )
    digest = models.CharField(_("digest"), max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("time"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.object_id} {self.at:%Y-%m-%d %H:%M} {self.user}"


class Declaration(Proof):
    """The contributor's word at submission (art. 6.1, 7.3; R29), with the text they ticked."""

    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        indexes = [models.Index(fields=["content_type", "object_id", "digest"])]


class Approval(Proof):
    """One act of one person at one stage."""

    class Act(models.TextChoices):
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned")

    task_state = models.ForeignKey(TaskState, on_delete=models.PROTECT, related_name="approvals")
    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    comment = models.TextField(_("comment"), blank=True)
    small_team = models.BooleanField(
        _("small team"),
        default=False,
        help_text=_("The four-eyes rule was relaxed for this act."),
    )

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]


class Release(Proof):
    """Exactly the content that a finished chain, or a recorded opening, made public."""

    content = models.JSONField(_("content"))
    workflow_state = models.ForeignKey(
        WorkflowState, null=True, on_delete=models.PROTECT, related_name="releases"
    )
    opening = models.CharField(
        _("reason of the opening"),
        max_length=200,
        blank=True,
        help_text=_("Set when no chain released this, but a structural operation."),
    )
    public_from = models.DateTimeField(_("planned for"), null=True)
    public_since = models.DateTimeField(_("public since"), null=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    revoked_because = models.CharField(_("revoked because"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "revoked_at"])]


class WritePermit(models.Model):
    """Tells the database triggers that the gate has seen the write under way.

    A row stands for the time of one save: ``row`` is empty for a row about to be
    inserted.
    """

    table = models.CharField(max_length=100)
    row = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["table", "row"])]

    def __str__(self) -> str:
        return f"{self.table}:{self.row}"
