"""Blocks of the home page that show articles."""

import datetime as dt
from itertools import islice

from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import front, listings, programme
from .models import ArticleKind, SectionPage, UnitScope

#: How many of the newest grassroots articles are looked at to find one of each unit.
GRASSROOTS_WINDOW = 40


def lead_news(section, request: HttpRequest, shown: set[int]) -> dict | None:
    """The newest lead story; the newest article with an image when none is marked."""
    candidates = listings.with_images(listings.articles(), *listings.LEAD_RENDITIONS)
    article = (
        candidates.filter(featured=True).first()
        or candidates.filter(main_image__isnull=False).first()
        or candidates.first()
    )
    if article is None:
        return None
    shown.add(article.pk)
    return {"article": article}


def latest_news(section, request: HttpRequest, shown: set[int]) -> dict | None:
    """The newest that do not stand further up; notices have a block of their own."""
    found = listings.articles().exclude(kind=ArticleKind.NOTICE).exclude(pk__in=shown)
    return _list(found, section, shown)


def notices(section, request: HttpRequest, shown: set[int]) -> dict | None:
    return _list(listings.articles().filter(kind=ArticleKind.NOTICE), section, shown)


def pieces(section, request: HttpRequest, shown: set[int]) -> dict | None:
    """Of the section or the topic that the editor chose; of both when both are given.

    What stands further up is not repeated, unless there is nothing else.
    """
    found = listings.articles()
    target = section.page.specific if section.page else None
    if isinstance(target, SectionPage):
        found = listings.of_section(target)
    if section.topic:
        found = found.filter(article_topics__tag=section.topic)
    seen = Case(When(pk__in=shown, then=Value(True)), default=Value(False))
    found = found.annotate(seen=seen).order_by("seen", *found.query.order_by)
    context = _list(listings.with_images(found), section, shown)
    if context and not context["articles"][0].seen:
        context["articles"] = [article for article in context["articles"] if not article.seen]
    if context and not section.page and section.topic:
        context["more_path"] = section.topic.get_absolute_url()
    return context


def grassroots_news(section, request: HttpRequest, shown: set[int]) -> dict | None:
    """The newest article of each grassroots unit, the unit heard of last coming first."""
    newest = listings.in_scope(listings.articles(), UnitScope.GRASSROOTS)[:GRASSROOTS_WINDOW]
    by_unit: dict[int, list] = {}
    for article in newest:
        by_unit.setdefault(article.unit_id, []).append(article)
    groups = [(found[0].unit, found[:2]) for found in islice(by_unit.values(), section.count)]
    return {"groups": groups} if groups else None


def this_week(section, request: HttpRequest, shown: set[int]) -> dict | None:
    """Events of this week, day by day; nothing when the week is empty."""
    today: dt.date = timezone.localdate()
    week = programme.week_of(today)
    occasions = programme.between(week[0], week[-1])
    return {"days": programme.by_day(occasions, week), "today": today} if occasions else None


def _list(found, section, shown: set[int]) -> dict | None:
    articles = list(found[: section.count])
    shown.update(article.pk for article in articles)
    return {"articles": articles} if articles else None


def register_all() -> None:
    """Offer the blocks of this room; called once, when the room is ready."""
    for kind, label, columns in (
        ("lead_news", _("Lead story"), 7),
        ("latest_news", _("Latest news"), 5),
        ("notices", _("Notices"), 6),
        ("this_week", _("This week"), 12),
        ("pieces", _("Articles of a section or topic"), 6),
        ("grassroots_news", _("News from the grassroots"), 12),
    ):
        template = f"units/front/{kind}.html"
        front.register(front.FrontBlock(kind, label, template, globals()[kind], columns))
