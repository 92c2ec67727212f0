"""Propaganda banners by place and time (R16). No advertising, no code of third parties."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images import get_image_model
from wagtail.search import index

from approvals.models import GovernedSnippet
from approvals.models.governed import PublicQuerySet
from approvals.panels import ChainPanel

BANNER_RENDITIONS = ("max-800x800|format-webp", "max-1600x1600|format-webp")


class Place(models.TextChoices):
    HOME_TOP = "home_top", _("below the lead of the home page")
    HOME_SIDE = "home_side", _("row of the home page")
    ARTICLE_BOTTOM = "article_bottom", _("below articles")


class BannerQuerySet(PublicQuerySet):
    def shown(self, place: str):
        """Live banners of ``place`` whose window is open at this very moment."""
        now = timezone.now()
        return (
            self.public()
            .filter(place=place)
            .filter(Q(show_from__isnull=True) | Q(show_from__lte=now))
            .filter(Q(show_until__isnull=True) | Q(show_until__gt=now))
        )

    def drawn(self):
        """With images, renditions and pages fetched along."""
        images = get_image_model().objects.prefetch_renditions(*BANNER_RENDITIONS)
        return self.select_related("link_page").prefetch_related(Prefetch("image", queryset=images))


class Banner(GovernedSnippet, index.Indexed):
    """An image that leads somewhere. Its alternative text is the image's description."""

    content_kind = "banner"

    title = models.CharField(_("title"), max_length=200)
    image = models.ForeignKey(
        "assets.Image",
        verbose_name=_("image"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    place = models.CharField(_("position"), max_length=20, choices=Place.choices)
    show_from = models.DateTimeField(_("show from"), null=True, blank=True)
    show_until = models.DateTimeField(
        _("show until"), null=True, blank=True, help_text=_("From this moment on it is gone.")
    )
    link_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("leads to the page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link_url = models.URLField(_("or to the address"), blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    objects = BannerQuerySet.as_manager()

    panels = [
        ChainPanel(),
        FieldPanel("title"),
        FieldPanel("image"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("sort_order")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("show_from"), FieldPanel("show_until")])],
            heading=_("Time"),
        ),
        MultiFieldPanel([FieldPanel("link_page"), FieldPanel("link_url")], heading=_("Link")),
    ]

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("id"),
        index.FilterField("place"),
        index.FilterField("unit"),
    ]

    class Meta:
        verbose_name = _("banner")
        verbose_name_plural = _("banners")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.show_from and self.show_until and self.show_until <= self.show_from:
            raise ValidationError({"show_until": _("The end must be later than the beginning.")})
        if self.link_page_id and self.link_url:
            raise ValidationError({"link_url": _("Choose a page or an address, not both.")})
