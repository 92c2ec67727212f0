"""The work programme as readers see it: entries and event articles alike, day by day."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import cast

from django.core import paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from organisation.models import UnitKind

from . import listings, models

#: How far back and ahead the calendar reaches.
CALENDAR_PAST, FAR = dt.timedelta(weeks=26), dt.timedelta(days=3660)

VIEWS = ("week", "month", "list")
#: Occasions on a page of the list.
LISTED = 40

#: Whose programme: the bloc committee, its agencies, grassroots organisations, or a unit's key.
COMMITTEE, AGENCIES, GRASSROOTS = "committee", "agencies", "grassroots"
_COMMITTEE_KINDS = (UnitKind.BLOC, UnitKind.BOARD)


@dataclass(frozen=True)
class Occasion:
    """Something on a day: an entry of the programme, or an article that announces an event.

    ``article`` is what its title leads to, if anything; times are local.
    """

    uid: uuid.UUID
    day: dt.date
    starts: dt.time | None
    ends: dt.time | None
    title: str
    place: str
    unit: object
    article: object | None = None
    #: Whether it is told in the reader's language: entries are kept in Vietnamese only.
    translated: bool = False
    chair: str = ""
    attendees: str = ""
    summary: str = ""
    changed: bool = False
    cancelled: bool = False
    note: str = ""
    documents: list = field(default_factory=list)
    first_public: dt.datetime | None = None
    last_public: dt.datetime | None = None

    @property
    def anchor(self) -> str:
        """Id of its place on the page of the programme."""
        return f"e-{self.uid.hex[:12]}"


Days = list[tuple[dt.date, list[Occasion]]]


def of_entry(entry: "models.ProgrammeEntry") -> Occasion:
    article = entry.article
    return Occasion(
        uid=entry.uid,
        day=entry.day,
        starts=entry.starts,
        ends=entry.ends,
        title=entry.title,
        place=entry.place,
        unit=entry.unit,
        article=article if article and listings.is_public(article) else None,
        chair=entry.chair,
        attendees=entry.attendees,
        changed=entry.state == models.EntryState.CHANGED,
        cancelled=entry.cancelled,
        note=entry.note,
        documents=[row.document for row in entry.documents.all()],
        first_public=entry.first_published_at,
        last_public=entry.last_published_at,
    )


def of_article(article: "models.ArticlePage") -> Occasion:
    """Of an event article (``ArticleQuerySet.events``): it has a day."""
    return Occasion(
        uid=article.translation_key,
        day=cast("dt.date", article.event_date),
        starts=article.event_time,
        ends=None,
        title=article.title,
        place=article.event_place,
        unit=article.unit,
        article=article,
        translated=True,
        summary=article.lead,
        first_public=article.first_published_at,
        last_public=article.last_published_at,
    )


def between(first: dt.date, last: dt.date, whose: str = "") -> list[Occasion]:
    """What is public from day ``first`` to ``last``, both included, in order of time.

    An event whose entry names the article about it stands here once (R33).
    """
    entries = models.ProgrammeEntry.objects.public()
    told = entries.filter(article__isnull=False).values("article")
    found = _drawn(_whose_entries(entries, whose).between(first, last))
    articles = listings.articles().events().filter(event_date__range=(first, last))
    articles = _whose_articles(articles, whose).exclude(pk__in=told)
    occasions = [*map(of_entry, found), *map(of_article, articles)]
    return sorted(occasions, key=_in_time)


def upcoming(unit, count: int) -> list[Occasion]:
    """The next entries of ``unit``, from today on; its event articles are among its news."""
    entries = models.ProgrammeEntry.objects.public().filter(unit=unit)
    found = _drawn(entries.filter(day__gte=timezone.localdate()))
    return [of_entry(entry) for entry in found.order_by("day", "starts", "pk")[:count]]


def for_calendar(whose: str = "") -> list[Occasion]:
    """What ``lich.ics`` holds: the last months and everything to come."""
    today = timezone.localdate()
    return between(today - CALENDAR_PAST, today + FAR, whose)


def view_of(form) -> dict:
    """What the page shows for ``form`` (``forms.ProgrammeFilter``): days, and where to go on."""
    if form.view == "list":
        return _list_view(form)
    month = form.view == "month"
    days = month_of(form.day) if month else week_of(form.day)
    step = dt.timedelta(days=7)
    first = form.day.replace(day=1)
    return {
        "days": by_day(between(days[0], days[-1], form.whose), days),
        "first_day": first if month else days[0],
        "last_day": days[-1],
        "previous": (first - dt.timedelta(days=1)).replace(day=1) if month else days[0] - step,
        "next": next_month(first) if month else days[0] + step,
    }


def _list_view(form) -> dict:
    found = between(form.today, form.today + FAR, form.whose)
    page = paginator.Paginator(found, LISTED).get_page(form.data.get("page"))
    return {"days": list(days_with(page)), "occasions": page}


def week_of(day: dt.date) -> list[dt.date]:
    """Monday to Sunday of the week that holds ``day``."""
    monday = day - dt.timedelta(days=day.weekday())
    return [monday + dt.timedelta(days=n) for n in range(7)]


def month_of(day: dt.date) -> list[dt.date]:
    """Whole weeks that cover the month of ``day``."""
    first = day.replace(day=1)
    last = next_month(day) - dt.timedelta(days=1)
    begins, ends = week_of(first)[0], week_of(last)[-1]
    return [begins + dt.timedelta(days=n) for n in range((ends - begins).days + 1)]


def next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def by_day(occasions: Iterable[Occasion], days: Iterable[dt.date]) -> Days:
    """Each of ``days`` with its occasions, which are sorted by day."""
    found = {day: list(group) for day, group in groupby(occasions, key=lambda o: o.day)}
    return [(day, found.get(day, [])) for day in days]


def days_with(occasions: Iterable[Occasion]) -> Iterator[tuple[dt.date, list[Occasion]]]:
    """Only the days on which something is."""
    for day, group in groupby(occasions, key=lambda o: o.day):
        yield day, list(group)


def _drawn(entries):
    """With everything that is shown of them fetched along."""
    return entries.select_related("unit", "article").prefetch_related("documents__document")


def _in_time(occasion: Occasion) -> tuple:
    return occasion.day, occasion.starts or dt.time.min, occasion.title


def _whose_entries(entries, whose: str):
    if whose == COMMITTEE:
        return entries.filter(Q(of_committee=True) | Q(unit__kind__in=_COMMITTEE_KINDS))
    if whose == AGENCIES:
        return entries.filter(unit__kind=UnitKind.AGENCY, of_committee=False)
    return _of_units(entries, whose)


def _whose_articles(articles: QuerySet, whose: str) -> QuerySet:
    if whose == COMMITTEE:
        return articles.filter(unit__kind__in=_COMMITTEE_KINDS)
    if whose == AGENCIES:
        return articles.filter(unit__kind=UnitKind.AGENCY)
    return _of_units(articles, whose)


def _of_units(found, whose: str):
    if whose == GRASSROOTS:
        return found.filter(unit__kind__in=listings.GRASSROOTS_KINDS)
    return found.filter(unit=int(whose)) if whose else found
