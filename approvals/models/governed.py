"""What is governed: pages and snippets that become public through a chain only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Page,
    PageManager,
    PageQuerySet,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)


class Governed(models.Model):
    """A piece has a unit and an author; rights and chain follow from them."""

    unit = models.ForeignKey(
        "organisation.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    #: Which chain a piece of this class goes through; a key of ``Chain.kind``.
    content_kind: str = "page"

    class Meta:
        abstract = True


class PublicQuerySet(models.QuerySet):
    def public(self):
        """What readers may see now: live, and not past its expiry even if no job has run."""
        return self.filter(live=True).filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
        )


class GovernedPageQuerySet(PublicQuerySet, PageQuerySet):
    pass


class GovernedPage(Governed, Page):
    objects = PageManager.from_queryset(GovernedPageQuerySet)()

    class Meta:
        abstract = True


class GovernedSnippet(
    Governed,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
):
    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True
