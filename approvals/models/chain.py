"""Which chain a kind of content goes through, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Workflow


class Chain(models.Model):
    """The workflow of one kind of content (requirements 1B)."""

    kind = models.CharField(_("kind of content"), max_length=40, unique=True)
    workflow = models.ForeignKey(
        Workflow, verbose_name=_("workflow"), on_delete=models.PROTECT, related_name="chains"
    )

    class Meta:
        verbose_name = _("chain")
        verbose_name_plural = _("chains")

    def __str__(self) -> str:
        return f"{self.kind}: {self.workflow}"

    @classmethod
    def workflow_for(cls, kind: str) -> Workflow | None:
        chain = cls.objects.filter(kind=kind, workflow__active=True).select_related("workflow")
        return chain[0].workflow if chain else None
