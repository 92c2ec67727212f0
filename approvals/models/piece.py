"""One flat row per governed piece: where it stands. The desk and reports read only this."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task

from .proof import AboutPiece


class Piece(AboutPiece):
    """Where a piece stands: written in the transaction of every step."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        RETURNED = "returned", _("returned")
        SCHEDULED = "scheduled", _("scheduled")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=40)
    unit = models.ForeignKey(
        "organisation.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    stage = models.ForeignKey(
        Task, verbose_name=_("stage"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(_("since"), null=True)
    due = models.DateTimeField(_("due"), null=True)
    go_live_at = models.DateTimeField(_("planned publication"), null=True)
    live = models.BooleanField(_("live"), default=False)
    #: Files that the latest text refers to, as ``approvals.files`` names them.
    files = models.TextField(blank=True)
    held = models.CharField(_("held because"), max_length=500, blank=True)
    #: Those who wrote this version or acted at a stage of it: barred by four eyes.
    actors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="one_row_per_piece")
        ]
        indexes = [
            models.Index(fields=["state", "stage", "due"]),
            models.Index(fields=["author", "state"]),
        ]

    def __str__(self) -> str:
        return self.title
