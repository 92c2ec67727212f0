"""The controlled list of topics (R04). The office keeps it; nobody tags freely."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class Topic(TagBase):
    free_tagging = False

    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_order", "name"]

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
