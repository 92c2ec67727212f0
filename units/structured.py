"""What machines read of a page: schema.org as JSON-LD, from the fields that readers see."""

import datetime as dt
import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from organisation.models import PortalSettings

from . import languages
from .models import ArticlePage, UnitPage

#: So that no text can end the script element that carries it (as Django's ``json_script``).
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

Thing = dict[str, Any]


def script_of(things: list[Thing]) -> SafeString:
    """One JSON-LD document of ``things``, fit to stand inside a ``script`` element."""
    document = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(document, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - escaped above, and no markup by itself


def page_things(page: Page, portal: PortalSettings, above: list[Page], address: str) -> list[Thing]:
    """Of the home page, whose portal it is; of a unit's page, the unit; the way to any other."""
    if not above:
        return [organization(portal), website(portal)]
    things = [breadcrumb_list(page, above, address)]
    return [unit(page, address), *things] if isinstance(page, UnitPage) else things


def organization(portal: PortalSettings) -> Thing:
    thing = {
        "@type": "Organization",
        "@id": _organization_id(),
        "name": portal.text("managing_body") or portal.text("site_title"),
        "alternateName": portal.text("short_name"),
        "url": f"{settings.BASE_URL}/",
        "address": portal.text("address"),
        "telephone": portal.phone,
        "faxNumber": portal.fax,
        "email": portal.email,
    }
    return {name: value for name, value in thing.items() if value}


def website(portal: PortalSettings) -> Thing:
    """With the address by which programs search it."""
    return {
        "@type": "WebSite",
        "url": f"{settings.BASE_URL}{reverse('wagtail_serve', args=[''])}",
        "name": portal.text("site_title"),
        "inLanguage": get_language(),
        "publisher": {"@id": _organization_id()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{settings.BASE_URL}{reverse('search')}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def unit(page: UnitPage, address: str) -> Thing:
    thing = {
        "@type": "Organization",
        "@id": f"{address}#unit",
        "name": page.unit.shown_name,
        "alternateName": page.unit.shown_short_name,
        "url": address,
        "address": page.address,
        "telephone": page.phone,
        "email": page.email,
        "parentOrganization": {"@id": _organization_id()},
    }
    return {name: value for name, value in thing.items() if value}


def _organization_id() -> str:
    return f"{settings.BASE_URL}/#organization"


def article_things(
    article: ArticlePage, portal: PortalSettings, above: list[Page], address: str
) -> list[Thing]:
    """The article, its way from the home page (``above``), and the event it announces."""
    things = [news_article(article, portal, address), breadcrumb_list(article, above, address)]
    if article.is_event and article.event_date:
        things.append(event(article, article.event_date, address))
    return things


def news_article(article: ArticlePage, portal: PortalSettings, address: str) -> Thing:
    thing: Thing = {
        "@type": "NewsArticle",
        "@id": f"{address}#article",
        "mainEntityOfPage": address,
        "headline": article.title,
        "description": article.lead,
        "inLanguage": get_language(),
        "datePublished": _moment(article.first_published_at),
        "dateModified": _moment(article.last_published_at),
        "author": {"@type": "Person", "name": languages.writer_of(article)},
        "sourceOrganization": {"@type": "Organization", "name": article.unit.shown_name},
        "publisher": {
            "@type": "Organization",
            "name": portal.text("site_title"),
            "url": f"{settings.BASE_URL}/",
        },
    }
    if article.source_url:
        thing["isBasedOn"] = article.source_url
    return thing


def breadcrumb_list(page: Page, above: list[Page], address: str) -> Thing:
    steps = [(crumb.title, f"{settings.BASE_URL}{crumb.get_url()}") for crumb in above]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate([*steps, (page.title, address)], start=1)
        ],
    }


def event(article: ArticlePage, day: dt.date, address: str) -> Thing:
    return {
        "@type": "Event",
        "name": article.title,
        "startDate": _start(day, article.event_time),
        "location": {"@type": "Place", "name": article.event_place},
        "organizer": {"@type": "Organization", "name": article.unit.shown_name},
        "url": address,
    }


def _start(day: dt.date, time: dt.time | None) -> str:
    """The day; with its offset from UTC if the hour is known."""
    if time is None:
        return day.isoformat()
    moment = dt.datetime.combine(day, time)
    return timezone.make_aware(moment, timezone.get_default_timezone()).isoformat()


def _moment(moment: dt.datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
