"""The work programme as iCalendar (RFC 5545), for the calendars of readers' own devices."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from wagtail.models import Page

from .programme import Occasion


def answer(
    request: HttpRequest, page: Page, name: str, occasions: Iterable[Occasion]
) -> HttpResponse:
    """``lich.ics``: an event keeps its UID for good, through edits and moves (R33, R41)."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Portal//Work programme//{get_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for occasion in occasions:
        calendar.add_component(_event(request, page, occasion))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="lich.ics"'
    return response


def _event(request: HttpRequest, page: Page, occasion: Occasion) -> Event:
    event = Event()
    event.add("uid", str(occasion.uid))
    event.add("dtstamp", occasion.last_public)
    event.add("last-modified", occasion.last_public)
    event.add("sequence", _sequence(occasion))
    event.add("status", "CANCELLED" if occasion.cancelled else "CONFIRMED")
    event.add("summary", occasion.title)
    event.add("location", occasion.place)
    event.add("description", _description(occasion))
    event.add("url", f"{settings.BASE_URL}{_address(request, page, occasion)}")
    event.add("contact", occasion.unit.shown_name)
    event.add("dtstart", _moment(occasion.day, occasion.starts))
    if occasion.ends:
        event.add("dtend", _moment(occasion.day, occasion.ends))
    return event


def _sequence(occasion: Occasion) -> int:
    """Grows with each publication: minutes since the first, which no edit can bring back."""
    first, last = occasion.first_public, occasion.last_public
    return int((last - first).total_seconds() // 60) if first and last else 0


def _description(occasion: Occasion) -> str:
    told = (
        (_("Chair"), occasion.chair),
        (_("Attendees"), occasion.attendees),
        (_("What has changed"), occasion.note),
    )
    lines = [f"{name}: {text}" for name, text in told if text]
    return "\n".join([*lines, *filter(None, [occasion.summary])])


def _address(request: HttpRequest, page: Page, occasion: Occasion) -> str:
    if occasion.article:
        return occasion.article.get_url(request)
    return f"{page.get_url(request)}?week={occasion.day}#{occasion.anchor}"


def _moment(day: dt.date, time: dt.time | None) -> dt.date:
    """The day; in UTC if the hour is known."""
    if time is None:
        return day
    return timezone.make_aware(
        dt.datetime.combine(day, time), timezone.get_default_timezone()
    ).astimezone(dt.UTC)
