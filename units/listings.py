"""Lists of articles as readers see them: one query each, whatever the size of the portal."""

import datetime as dt

from django.conf import settings
from django.core import paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.images import get_image_model
from wagtail.models import Page

from assets.models import Document
from organisation.collation import alphabetical, sort_key
from organisation.models import Unit, UnitKind

from . import models

#: Renditions that lists show; fetched with the list, not one by one.
LIST_RENDITIONS = ("fill-240x180|format-webp", "fill-480x360|format-webp")
LEAD_RENDITIONS = ("fill-720x480|format-webp", "fill-1440x960|format-webp")

BLOC_KINDS = (UnitKind.BLOC, UnitKind.BOARD, UnitKind.AGENCY)
GRASSROOTS_KINDS = (UnitKind.GRASSROOTS_COMMITTEE, UnitKind.GRASSROOTS_CELL, UnitKind.CELL)

PER_PAGE = 20
MORE_OF_UNIT = 4


def articles() -> "QuerySet[models.ArticlePage]":
    """Every public article in the reader's language, newest first, without bodies."""
    public = models.ArticlePage.objects.public().filter(locale__language_code=get_language())
    return public.defer_streamfields().select_related("unit").order_by("-first_published_at", "-pk")


def public_pages() -> QuerySet[Page]:
    """Pages of any class that readers see now, as base pages."""
    now = timezone.now()
    return Page.objects.live().filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now))


def is_public(page: Page) -> bool:
    """Whether a link to ``page`` leads a reader somewhere."""
    return page.live and not (page.expire_at and page.expire_at <= timezone.now())


def with_images(queryset: QuerySet, *renditions: str) -> QuerySet:
    """Fetch main images and their renditions along: two queries for the whole list."""
    images = get_image_model().objects.prefetch_renditions(*(renditions or LIST_RENDITIONS))
    return queryset.prefetch_related(Prefetch("main_image", queryset=images))


def page_of(queryset: QuerySet, request: HttpRequest) -> paginator.Page:
    """``?page=``: the first for nonsense, the last for more than there are."""
    return paginator.Paginator(queryset, PER_PAGE).get_page(request.GET.get("page"))


def in_scope(queryset: QuerySet, scope: str) -> QuerySet:
    """Articles of the units that ``scope`` (``UnitScope``) names."""
    if scope:
        return queryset.filter(unit__kind__in=_kinds(scope))
    return queryset


def _kinds(scope: str) -> tuple[UnitKind, ...]:
    return BLOC_KINDS if scope == models.UnitScope.BLOC else GRASSROOTS_KINDS


def of_section(section: "models.SectionPage") -> QuerySet:
    """Articles that name ``section`` or one below it, or carry one of its topics."""
    tagged = models.ArticleTopic.objects.filter(tag__in=section.topics.all())
    return articles().filter(
        Q(section__path__startswith=_source_path(section))
        | Q(pk__in=tagged.values("content_object"))
    )


def forms_of(section: "models.SectionPage") -> list[tuple[str, Document]]:
    """Files that the guides of ``section`` offer, by title: ``[(title, document)]`` (R34)."""
    guides = articles().filter(kind=models.ArticleKind.GUIDE)
    guides = guides.filter(section__path__startswith=_source_path(section))
    offered = [
        block["value"]
        for body in guides.values_list("body", flat=True)
        for block in body.raw_data
        if block["type"] == "file"
    ]
    documents = Document.objects.in_bulk({value["document"] for value in offered})
    found = [
        (value["title"] or documents[value["document"]].title, documents[value["document"]])
        for value in offered
        if value["document"] in documents
    ]
    return sorted(found, key=lambda form: sort_key(form[0]))


def _source_path(section: "models.SectionPage") -> str:
    """Translated articles keep the section of their source."""
    if section.locale.language_code == settings.LANGUAGE_CODE:
        return section.path
    source = section.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
    return source.values_list("path", flat=True).first() or section.path


def of_topic(topic: "models.Topic") -> QuerySet:
    return articles().filter(article_topics__tag=topic)


def more_of(article: "models.ArticlePage") -> list:
    """The newest of the same unit beside ``article``."""
    others = articles().filter(unit=article.unit_id).exclude(pk=article.pk)
    return list(others[:MORE_OF_UNIT])


def in_month(queryset: QuerySet, month: dt.date) -> QuerySet:
    """Published in that month of the portal's own time zone; ``month`` is its first day."""
    start, end = (
        timezone.make_aware(dt.datetime.combine(day, dt.time.min), timezone.get_default_timezone())
        for day in (month, (month + dt.timedelta(days=32)).replace(day=1))
    )
    return queryset.filter(first_published_at__gte=start, first_published_at__lt=end)


def months_of(queryset: QuerySet) -> list[dt.date]:
    """First days of the months in which something was published, newest first."""
    zone = timezone.get_default_timezone()
    found = (
        queryset.order_by()
        .filter(first_published_at__isnull=False)
        .annotate(month=TruncMonth("first_published_at", tzinfo=zone))
        .values_list("month", flat=True)
        .distinct()
    )
    return sorted((timezone.localdate(month, zone) for month in found), reverse=True)


def units_with_counts(queryset: QuerySet, scope: str = "") -> list[tuple[Unit, int]]:
    """For the filter: every active unit of the scope, and ended ones that have articles."""
    rows = queryset.order_by().values("unit").annotate(count=Count("pk"))
    counts = {row["unit"]: row["count"] for row in rows}
    units = Unit.objects.filter(Q(pk__in=Unit.objects.active().values("pk")) | Q(pk__in=counts))
    if scope:
        units = units.filter(kind__in=_kinds(scope))
    in_order = units.order_by("sort_order", *alphabetical("name"))
    return [(unit, counts.get(unit.pk, 0)) for unit in in_order]
