"""The home page, made of blocks in the editors' order, and plain pages."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from approvals.models import GovernedPage
from approvals.translation import same_as_source
from units import front
from units.blocks import BodyBlock

from .. import layout, routing


class HomePage(GovernedPage):
    content_kind = "page"
    parent_page_types = ["wagtailcore.Page"]

    welcome = models.CharField(
        _("welcome"), max_length=300, blank=True, help_text=_("One sentence below the masthead.")
    )

    content_panels = [
        *GovernedPage.content_panels,
        FieldPanel("welcome"),
        InlinePanel("sections", heading=_("Blocks of the home page"), label=_("block")),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request, path_components):
        """Answer only in the language that this page is written in.

        Wagtail falls back to the main language where a home page is not translated;
        the whole Vietnamese site would then stand under /en/ a second time.
        """
        if get_language() != self.locale.language_code:
            raise Http404
        if path_components:
            return routing.route(self, request, path_components)
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        sections = list(self.sections.all())
        prefetch_related_objects(sections, "page", "topic")
        return {**context, "rows": layout.rows(sections, request)}


class HomeSection(TranslatableMixin, Orderable):
    """A block of the home page: which kind, under what title, shown or not.

    The English home page has the same blocks; only their titles are its own.
    """

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(_("kind"), max_length=40, choices=front.choices)
    title = models.CharField(_("title"), max_length=120, blank=True)
    shown = models.BooleanField(_("shown"), default=True)
    count = models.PositiveSmallIntegerField(
        _("how many"), default=6, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("of this page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Section or list whose pieces the block shows, and where its title leads."),
    )
    topic = models.ForeignKey(
        "units.Topic",
        verbose_name=_("of this topic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("shown")]),
        FieldPanel("title"),
        FieldPanel("page"),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("count")]),
    ]
    override_translatable_fields = same_as_source(
        "sort_order", "kind", "shown", "count", "page", "topic"
    )

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("block of the home page")
        verbose_name_plural = _("blocks of the home page")

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class StandardPage(GovernedPage):
    """A plain page: introduction, rules, statements."""

    content_kind = "page"
    parent_page_types = ["home.HomePage", "units.SectionPage", "home.StandardPage"]

    lead = models.TextField(_("lead"), max_length=600, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [*GovernedPage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *GovernedPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
