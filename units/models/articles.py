"""An article: news, notice, feature or guide of one unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from approvals.models import GovernedPage
from approvals.models.governed import GovernedPageQuerySet
from approvals.translation import same_as_source

from .. import listings
from ..blocks import BodyBlock
from ..rules import violations_of_origin, violations_of_place
from .topics import ArticleTopic


class ArticleKind(models.TextChoices):
    NEWS = "news", _("news")
    NOTICE = "notice", _("notice")
    FEATURE = "feature", _("feature")
    GUIDE = "guide", _("guide")


class UnitScope(models.TextChoices):
    """Articles of which units a list shows."""

    ALL = "", _("all units")
    BLOC = "bloc", _("bloc committee and advisory agencies")
    GRASSROOTS = "grassroots", _("grassroots organisations")


class Origin(models.TextChoices):
    """Where the text comes from (regulation, art. 7.2 and 7.3)."""

    OWN = "own", _("own")
    COMPILED = "compiled", _("compiled from a source")
    REPRINT = "reprint", _("reprinted whole")


class ArticleQuerySet(GovernedPageQuerySet):
    def events(self):
        """Articles that announce something with a day and a place (R33)."""
        return self.filter(event_date__isnull=False).exclude(event_place="")


class ArticlePage(GovernedPage):
    Origin = Origin

    content_kind = "article"
    parent_page_types = ["units.UnitPage", "units.SectionPage", "units.UnitIndexPage"]
    subpage_types = []
    shown_with_page = ("unit", "author", "main_image", "section")

    kind = models.CharField(
        _("kind"), max_length=20, choices=ArticleKind.choices, default=ArticleKind.NEWS
    )
    lead = models.TextField(_("lead"), max_length=600)
    main_image = models.ForeignKey(
        "assets.Image",
        verbose_name=_("main image"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"))
    section = models.ForeignKey(
        "units.SectionPage",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text=_("The section that lists this article beside the news of its unit."),
    )
    topics = ClusterTaggableManager(
        through=ArticleTopic, verbose_name=_("topics"), blank=True, related_name="articles"
    )
    byline = models.CharField(
        _("written by"),
        max_length=120,
        blank=True,
        help_text=_("As printed below the title. Empty: the author's name."),
    )
    featured = models.BooleanField(
        _("lead story"), default=False, help_text=_("May stand at the top of the home page.")
    )

    origin = models.CharField(
        _("origin"), max_length=20, choices=Origin.choices, default=Origin.OWN
    )
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_date = models.DateField(_("date of the source"), null=True, blank=True)

    event_date = models.DateField(
        _("day of the event"),
        null=True,
        blank=True,
        help_text=_("Topical news are due on this very day (regulation, art. 8.1)."),
    )
    event_time = models.TimeField(_("time of the event"), null=True, blank=True)
    event_place = models.CharField(
        _("place of the event"),
        max_length=200,
        blank=True,
        help_text=_("With a day and a place the article also stands in the work programme."),
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    content_panels = [
        *GovernedPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("main_image"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("section")]),
                FieldPanel("topics"),
                FieldPanel("featured"),
            ],
            heading=_("Where it is listed"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("byline"),
                FieldPanel("origin"),
                FieldPanel("source_name"),
                FieldRowPanel([FieldPanel("source_url"), FieldPanel("source_date")]),
            ],
            heading=_("Author and source"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("event_date"), FieldPanel("event_time")]),
                FieldPanel("event_place"),
            ],
            heading=_("Event"),
        ),
        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
    ]
    override_translatable_fields = [
        *GovernedPage.override_translatable_fields,
        *same_as_source("kind", "main_image", "section", "topics", "article_topics", "featured"),
        *same_as_source("byline", "origin", "source_name", "source_url", "source_date"),
        *same_as_source("event_date", "event_time", "related_pages"),
    ]
    search_fields = [
        *GovernedPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("unit"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["unit"], name="article_unit"),
            models.Index(fields=["event_date"], name="article_event_date"),
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        related = [row.target for row in self.related_pages.select_related("target")]
        return {
            **context,
            "topic_list": list(self.topics.all()),
            "related": [page for page in related if listings.is_public(page)],
            "more": listings.more_of(self),
        }

    def submission_violations(self) -> list:
        return [
            *super().submission_violations(),
            *violations_of_place(self),
            *violations_of_origin(self),
        ]

    @property
    def shows_main_image(self) -> bool:
        """Whether the main image stands above the text: not when the text itself holds it."""
        in_text = {
            block["value"].get("image") for block in self.body.raw_data if block["type"] == "image"
        }
        return self.main_image_id is not None and self.main_image_id not in in_text

    @property
    def is_event(self) -> bool:
        return bool(self.event_date and self.event_place)

    @property
    def written_by(self) -> str:
        """Name below the title: the byline, else the author's name (R57)."""
        return self.byline or (self.author.get_full_name() if self.author else "")


class RelatedPage(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_pages")
    target = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("target")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self) -> str:
        return self.target.title
