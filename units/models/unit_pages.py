"""The public face of a unit, and the list of them."""

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from approvals.models import GovernedPage
from approvals.translation import same_as_source
from organisation.collation import alphabetical
from organisation.models import UnitKind

from .. import listings, programme
from .articles import ArticlePage
from .indexes import NewsIndexPage
from .listing import ListsArticles
from .people import with_portraits
from .programme import WorkProgrammePage

INTRODUCTION_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]

#: Groups of the list of units: anchor, heading, kinds. Cells stand below their committee.
GROUPS = (
    ("boards", _("Boards"), (UnitKind.BLOC, UnitKind.BOARD)),
    ("agencies", _("Advisory agencies"), (UnitKind.AGENCY,)),
    (
        "grassroots",
        _("Grassroots Party organisations"),
        # A cell stands here by itself when its committee has ended.
        (UnitKind.GRASSROOTS_COMMITTEE, UnitKind.GRASSROOTS_CELL, UnitKind.CELL),
    ),
)
_LISTED_KINDS = [kind for _anchor, _heading, kinds in GROUPS for kind in kinds]

#: How many pieces of news a unit's page shows before the link to all of them.
UNIT_NEWS = 6
#: Coming occasions of the unit that stand beside its news.
UNIT_COMING = 4


class UnitIndexPage(GovernedPage):
    """``/don-vi/``: every unit of the bloc, and the face of the bloc committee itself."""

    content_kind = "page"
    parent_page_types = ["home.HomePage"]

    introduction = RichTextField(_("introduction"), blank=True, features=INTRODUCTION_FEATURES)

    content_panels = [*GovernedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of units")
        verbose_name_plural = _("lists of units")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        pages = list(public_unit_pages().descendant_of(self))
        active = [page for page in pages if not page.has_ended]
        return {
            **context,
            "groups": _groups(active),
            "ended": [page for page in pages if page.has_ended],
        }


class UnitPage(ListsArticles, GovernedPage):
    """A unit's public texts and contacts; the unit itself is ``unit`` (R32)."""

    content_kind = "unit_page"
    parent_page_types = ["units.UnitIndexPage", "units.UnitPage"]
    shown_with_page = ("unit",)

    introduction = RichTextField(_("introduction"), blank=True, features=INTRODUCTION_FEATURES)
    functions = RichTextField(_("functions and duties"), blank=True, features=INTRODUCTION_FEATURES)
    decision = models.CharField(
        _("set up by"), max_length=200, blank=True, help_text=_("Number of the decision.")
    )
    member_count = models.PositiveIntegerField(_("Party members"), null=True, blank=True)
    cell_count = models.PositiveIntegerField(_("Party cells"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    content_panels = [
        *GovernedPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("functions"),
        MultiFieldPanel(
            [
                FieldPanel("decision"),
                FieldRowPanel([FieldPanel("member_count"), FieldPanel("cell_count")]),
            ],
            heading=_("Organisation"),
        ),
        InlinePanel("people", heading=_("People in charge"), label=_("person")),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("Contact"),
        ),
        InlinePanel("contacts", heading=_("Contact persons"), label=_("contact")),
    ]
    override_translatable_fields = [
        *GovernedPage.override_translatable_fields,
        *same_as_source("decision", "member_count", "cell_count", "phone", "email"),
        *same_as_source("people", "contacts"),
    ]
    search_fields = [
        *GovernedPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("functions"),
    ]

    class Meta:
        verbose_name = _("unit page")
        verbose_name_plural = _("unit pages")

    @property
    def has_ended(self) -> bool:
        ended_on = self.unit.ended_on
        return ended_on is not None and ended_on <= timezone.localdate()

    def listed(self) -> QuerySet[ArticlePage]:
        return listings.articles().filter(unit=self.unit)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        below = listings.public_pages().child_of(self)
        coming = programme.upcoming(self.unit, UNIT_COMING)
        programmes = WorkProgrammePage.objects.public()
        return {
            **context,
            "people": with_portraits(self.people.all()),
            "contact_persons": list(self.contacts.all()),
            "units_below": [p for p in public_unit_pages().child_of(self) if not p.has_ended],
            "pages_below": below.not_type(ArticlePage, UnitPage),
            "coming": coming,
            "programme_path": self._path_of(request, programmes, "of") if coming else "",
            "news": list(listings.with_images(self.listed())[:UNIT_NEWS]),
            "news_count": self.listed().count(),
            "all_news_path": self._path_of(
                request, NewsIndexPage.objects.public().filter(kind="", scope=""), "unit"
            ),
            "feed_path": self.get_url(request) + "rss/",
        }

    def _path_of(self, request, lists: QuerySet, parameter: str) -> str:
        """The first of ``lists`` in this language, filtered by this unit; empty without one."""
        page = lists.filter(locale=self.locale_id).order_by("depth").first()
        return f"{page.get_url(request)}?{parameter}={self.unit_id}" if page else ""


def public_unit_pages() -> QuerySet[UnitPage]:
    """Public unit pages with their units, in the order the organisation gives them."""
    public = UnitPage.objects.public().select_related("unit")
    return public.order_by("unit__sort_order", *alphabetical("unit__name"))


def _groups(pages: list[UnitPage]) -> list[dict]:
    """``{"anchor", "heading", "units": [(page, [pages of its cells])]}`` without empty groups."""
    tops = [page for page in pages if not any(_is_below(page, other) for other in pages)]
    groups = []
    for anchor, heading, kinds in GROUPS:
        units = [
            (page, [below for below in pages if _is_below(below, page)])
            for page in sorted(tops, key=lambda page: _LISTED_KINDS.index(UnitKind(page.unit.kind)))
            if page.unit.kind in kinds
        ]
        if units:
            groups.append({"anchor": anchor, "heading": heading, "units": units})
    return groups


def _is_below(page: UnitPage, other: UnitPage) -> bool:
    return page.path != other.path and page.path.startswith(other.path)
