"""Pages that list articles of all units: news, and the work programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from approvals.models import GovernedPage

from .articles import ArticleKind


class UnitScope(models.TextChoices):
    ALL = "", _("all units")
    BLOC = "bloc", _("bloc committee and advisory agencies")
    GRASSROOTS = "grassroots", _("grassroots organisations")


class NewsIndexPage(GovernedPage):
    """``/tin-tuc/`` and its children: articles of every unit, or of a kind or level (R09)."""

    content_kind = "page"
    parent_page_types = ["home.HomePage", "units.NewsIndexPage"]
    subpage_types = ["units.NewsIndexPage"]

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    kind = models.CharField(
        _("only of this kind"), max_length=20, blank=True, choices=ArticleKind.choices
    )
    scope = models.CharField(
        _("only of these units"), max_length=20, blank=True, choices=UnitScope.choices
    )

    content_panels = [
        *GovernedPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("kind"),
        FieldPanel("scope"),
    ]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")


class WorkProgrammePage(GovernedPage):
    """``/chuong-trinh-cong-tac/``: events by week, and the same as ``lich.ics`` (R33)."""

    content_kind = "page"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*GovernedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("work programme")
        verbose_name_plural = _("work programmes")
