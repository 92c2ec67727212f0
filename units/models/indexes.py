"""Pages that list articles of all units."""

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from approvals.models import GovernedPage
from approvals.translation import same_as_source

from .. import forms, listings
from .articles import ArticleKind, ArticlePage, UnitScope
from .listing import ListsArticles


class NewsIndexPage(ListsArticles, GovernedPage):
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
    override_translatable_fields = [
        *GovernedPage.override_translatable_fields,
        *same_as_source("kind", "scope"),
    ]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def listed(self) -> QuerySet[ArticlePage]:
        found = listings.in_scope(listings.articles(), self.scope)
        return found.filter(kind=self.kind) if self.kind else found

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        form = forms.ArticleFilter(request.GET, queryset=self.listed(), scope=self.scope)
        return {
            **context,
            **self.articles_context(request, form.filtered()),
            "filter": form,
            "tabs": self._tabs(),
        }

    def _tabs(self) -> list["NewsIndexPage"]:
        """This list, its children and its siblings of the same parent, as one row."""
        parent = self.get_parent().specific_class
        if parent is NewsIndexPage:
            top = NewsIndexPage.objects.get(pk=self.get_parent().pk)
        else:
            top = self
        return [top, *NewsIndexPage.objects.public().child_of(top)]
