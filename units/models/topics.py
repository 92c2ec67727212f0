"""The controlled list of topics (R04). The office keeps it; nobody tags freely.

A topic with a period is a campaign: a resolution of the quarter, a main task of the year,
a drive (art. 7.1, R48).
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class TopicQuerySet(models.QuerySet):
    def campaigns(self):
        """Topics with a period, the one that began last coming first."""
        return self.filter(starts_on__isnull=False).order_by("-starts_on", "name")

    def standing(self):
        return self.filter(starts_on__isnull=True)


class Topic(TagBase):
    """``starts_on`` and ``ends_on``, both included, make it a campaign."""

    free_tagging = False

    sort_order = models.PositiveIntegerField(_("order"), default=0)
    starts_on = models.DateField(
        _("campaign from"), null=True, blank=True, help_text=_("Empty: a topic without an end.")
    )
    ends_on = models.DateField(_("campaign until"), null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="topic_ends_after_it_starts",
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.ends_on and not self.starts_on:
            raise ValidationError({"starts_on": _("A campaign that ends also has a first day.")})
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first.")})

    @property
    def is_running(self) -> bool:
        """Whether today lies in the campaign's period."""
        today = timezone.localdate()
        begun = self.starts_on is not None and self.starts_on <= today
        return begun and (self.ends_on is None or self.ends_on >= today)

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class ArticleTopic(ItemBase):
    tag = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="article_topics")
    content_object = ParentalKey(
        "units.ArticlePage", on_delete=models.CASCADE, related_name="article_topics"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="article_topic_once")
        ]
