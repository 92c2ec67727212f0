"""Lists of articles as readers see them: one query each, whatever the size of the portal."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import PageQuerySet

from organisation.models import Unit, UnitKind

from .models import ArticlePage, SectionPage, Topic, UnitPage, UnitScope

#: Renditions that lists show; fetched with the list, not one by one.
LIST_RENDITIONS = ("fill-240x180|format-webp", "fill-480x360|format-webp")
LEAD_RENDITIONS = ("fill-720x480|format-webp", "fill-1320x880|format-webp")

BLOC_KINDS = (UnitKind.BLOC, UnitKind.BOARD, UnitKind.AGENCY)
GRASSROOTS_KINDS = (UnitKind.GRASSROOTS_COMMITTEE, UnitKind.GRASSROOTS_CELL, UnitKind.CELL)


def articles() -> QuerySet[ArticlePage]:
    """Everything public that is an article, newest first, without bodies."""
    visible = PageQuerySet.public(ArticlePage.objects.public())
    return (
        visible.defer_streamfields()
        .select_related("unit", "section")
        .order_by("-first_published_at", "-pk")
    )


def with_images(queryset: QuerySet[ArticlePage], *renditions: str) -> QuerySet[ArticlePage]:
    """Fetch main images and their renditions along: two queries for the whole list."""
    images = get_image_model().objects.prefetch_renditions(*(renditions or LIST_RENDITIONS))
    return queryset.prefetch_related(Prefetch("main_image", queryset=images))


def in_scope(queryset: QuerySet[ArticlePage], scope: str) -> QuerySet[ArticlePage]:
    if scope == UnitScope.BLOC:
        return queryset.filter(unit__kind__in=BLOC_KINDS)
    if scope == UnitScope.GRASSROOTS:
        return queryset.filter(unit__kind__in=GRASSROOTS_KINDS)
    return queryset


def of_section(section: SectionPage) -> QuerySet[ArticlePage]:
    """Articles that name ``section`` or one below it, or carry one of its topics."""
    sections = SectionPage.objects.descendant_of(section, inclusive=True)
    tagged = ArticlePage.objects.filter(article_topics__tag__in=section.topics.all())
    return articles().filter(Q(section__in=sections.values("pk")) | Q(pk__in=tagged.values("pk")))


def of_topic(topic: Topic) -> QuerySet[ArticlePage]:
    return articles().filter(article_topics__tag=topic)


def in_month(queryset: QuerySet[ArticlePage], month: dt.date) -> QuerySet[ArticlePage]:
    """Published in that month of the portal's own time zone; ``month`` is its first day."""
    zone = timezone.get_default_timezone()
    start = dt.datetime.combine(month.replace(day=1), dt.time.min, zone)
    end = (start + dt.timedelta(days=32)).replace(day=1)
    return queryset.filter(first_published_at__gte=start, first_published_at__lt=end)


def months_of(queryset: QuerySet[ArticlePage]) -> list[dt.date]:
    """First days of the months in which something was published, newest first."""
    zone = timezone.get_default_timezone()
    found = (
        queryset.order_by()
        .filter(first_published_at__isnull=False)
        .annotate(month=TruncMonth("first_published_at", tzinfo=zone))
        .values_list("month", flat=True)
        .distinct()
    )
    return sorted({timezone.localdate(month, zone) for month in found}, reverse=True)


def counts_by_unit(queryset: QuerySet[ArticlePage]) -> dict[int, int]:
    """Unit id -> how many of these articles it has."""
    rows = queryset.order_by().values("unit").annotate(count=Count("pk"))
    return {row["unit"]: row["count"] for row in rows}


def units_with_counts(queryset: QuerySet[ArticlePage], scope: str = "") -> list[tuple[Unit, int]]:
    """For the filter: every active unit of the scope, and ended ones that have articles."""
    counts = counts_by_unit(queryset)
    units = Unit.objects.filter(Q(pk__in=Unit.objects.active().values("pk")) | Q(pk__in=counts))
    if scope:
        kinds = BLOC_KINDS if scope == UnitScope.BLOC else GRASSROOTS_KINDS
        units = units.filter(kind__in=kinds)
    return [(unit, counts.get(unit.pk, 0)) for unit in units]


def events_between(first: dt.date, last: dt.date) -> QuerySet[ArticlePage]:
    """Event articles from day ``first`` to day ``last``, both included, in order of time."""
    return (
        articles()
        .events()
        .filter(event_date__range=(first, last))
        .order_by("event_date", "event_time", "pk")
    )


def week_of(day: dt.date) -> list[dt.date]:
    """Monday to Sunday of the week that holds ``day``."""
    monday = day - dt.timedelta(days=day.weekday())
    return [monday + dt.timedelta(days=n) for n in range(7)]


def by_day(events: Iterable[ArticlePage], days: list[dt.date]) -> list[tuple[dt.date, list]]:
    """Each of ``days`` with its events; ``events`` are sorted by day."""
    found = {day: list(group) for day, group in groupby(events, key=lambda e: e.event_date)}
    return [(day, found.get(day, [])) for day in days]


def unit_pages() -> QuerySet[UnitPage]:
    """Public unit pages with their units, in the order the organisation gives them."""
    visible = PageQuerySet.public(UnitPage.objects.public())
    return visible.select_related("unit").order_by("unit__sort_order", "unit__name")
