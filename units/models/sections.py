"""Sections that gather pieces of all units, and the pages of leading bodies."""

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.search import index

from approvals.models import GovernedPage
from approvals.translation import same_as_source

from .. import forms as filters
from .. import listings
from .articles import ArticlePage
from .listing import ListsArticles
from .people import with_portraits
from .topics import Topic
from .unit_pages import INTRODUCTION_FEATURES


class SectionPage(ListsArticles, GovernedPage):
    """Lists its pages, and the articles that name it as their section or carry its topics (R39)."""

    content_kind = "page"
    parent_page_types = [
        "home.HomePage",
        "units.SectionPage",
        "units.UnitIndexPage",
        "units.UnitPage",
    ]

    introduction = RichTextField(_("introduction"), blank=True, features=INTRODUCTION_FEATURES)
    topics = ParentalManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        help_text=_("Articles of any unit with one of these topics are listed here too."),
    )

    content_panels = [
        *GovernedPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    ]
    override_translatable_fields = [
        *GovernedPage.override_translatable_fields,
        *same_as_source("topics"),
    ]
    search_fields = [*GovernedPage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def listed(self) -> QuerySet[ArticlePage]:
        return listings.of_section(self)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        below = listings.public_pages().child_of(self)
        form = filters.ArticleFilter(request.GET, queryset=self.listed(), without=("topic",))
        return {
            **context,
            **self.articles_context(request, form.filtered()),
            "pages_below": below.not_type(ArticlePage),
            "forms": listings.forms_of(self),
            "filter": form,
        }


class LeadershipPage(GovernedPage):
    """A leading body in one term: its members in their order (R31)."""

    content_kind = "page"
    parent_page_types = ["units.SectionPage", "units.UnitPage"]
    subpage_types = []

    body_name = models.CharField(_("name of the body"), max_length=200)
    term = models.CharField(_("term"), max_length=40, blank=True)
    decision = models.CharField(
        _("set up by"), max_length=200, blank=True, help_text=_("Number of the decision.")
    )
    introduction = RichTextField(_("introduction"), blank=True, features=INTRODUCTION_FEATURES)

    content_panels = [
        *GovernedPage.content_panels,
        FieldPanel("body_name"),
        FieldPanel("term"),
        FieldPanel("decision"),
        FieldPanel("introduction"),
        InlinePanel("members", heading=_("Members"), label=_("member")),
    ]
    override_translatable_fields = [
        *GovernedPage.override_translatable_fields,
        *same_as_source("term", "decision", "members"),
    ]

    class Meta:
        verbose_name = _("leading body")
        verbose_name_plural = _("leading bodies")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "people": with_portraits(self.members.all())}
