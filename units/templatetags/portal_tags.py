"""What every template of the public site may ask for."""

import datetime as dt

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from organisation.models import PortalSettings

from .. import languages, sharing, structured
from ..lunar import lunar_date
from ..models import ArticlePage

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical_url(context) -> str:
    """The one address of this page: of BASE_URL, without filters (R06)."""
    request = context["request"]
    number = request.GET.get("page", "")
    suffix = f"?page={number}" if number.isdecimal() and int(number) > 1 else ""
    return f"{settings.BASE_URL}{request.path}{suffix}"


@register.simple_tag
def qr_code(address: str) -> str:
    """The address as an SVG for paper."""
    return sharing.qr_code(address)


@register.filter
def absolute(path: str) -> str:
    """An address of this portal as other sites need it."""
    return path if path.startswith(("http://", "https://")) else f"{settings.BASE_URL}{path}"


@register.simple_tag
def breadcrumbs(page: Page) -> list[Page]:
    """Public pages above ``page``, from the home page down."""
    trail = getattr(page, "trail", None)  # known from the address, when it came by one
    if trail is None:
        trail = page.get_ancestors().filter(depth__gt=1)
    return [above for above in trail if above.live]


@register.simple_tag(takes_context=True)
def versions(context) -> list[dict]:
    """This page in every language that readers may see it in, none unless there are two.

    ``{"code", "label", "address", "is_current"}``; the main language comes first. The
    page of search has no page of the tree and stands in every language that has a home.
    """
    request, page = context["request"], context.get("page")
    match = getattr(request, "resolver_match", None)
    if isinstance(page, Page):
        found = [
            (version.locale, version.get_url(request))
            for version in languages.public_versions(page)
        ]
    elif match and match.view_name == "search":
        site = Site.find_for_request(request)  # none before the portal is founded
        homes = languages.public_versions(site.root_page) if site else []
        here = request.get_full_path()
        found = [(home.locale, translate_url(here, home.locale.language_code)) for home in homes]
    else:
        found = []
    if len(found) < 2:
        return []
    return [
        {
            "code": locale.language_code,
            "label": get_language_info(locale.language_code)["name_local"],
            "address": address,
            "is_current": locale.language_code == get_language(),
        }
        for locale, address in found
    ]


@register.filter
def for_reader(page: Page) -> Page:
    """``page`` in the language of the reader; itself where it is not public in it."""
    return languages.in_readers_language([page]).get(page.pk, page)


@register.filter
def writer(article: Page) -> str:
    """``{{ page|writer }}``: the name below the title."""
    return languages.writer_of(article)


@register.simple_tag
def lang_of(page: Page) -> SafeString:
    """``<a{% lang_of page %}>``: says so when a title is not in the language around it.

    Vietnamese pages list Vietnamese ones only.
    """
    if languages.is_main_language():
        return SafeString()
    code = page.locale.language_code
    return _lang(code) if code != get_language() else SafeString()


@register.simple_tag
def source_lang() -> SafeString:
    """``<li{% source_lang %}>`` for what is kept in Vietnamese only: names of topics, posts."""
    return SafeString() if languages.is_main_language() else _lang(settings.LANGUAGE_CODE)


def _lang(code: str) -> SafeString:
    return format_html(' lang="{}"', code)


@register.simple_tag(takes_context=True)
def structured_data(context, page) -> str:
    """What machines read of a page, as JSON-LD."""
    portal = PortalSettings.load(request_or_site=context["request"])
    told = structured.article_things if isinstance(page, ArticlePage) else structured.page_things
    things = told(page, portal, breadcrumbs(page), canonical_url(context))
    return structured.script_of(things)


@register.filter
def machine_time(moment: dt.datetime | None) -> str:
    """For ``<time datetime>``: HTML allows no microseconds."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


@register.filter
def page_numbers(page) -> list:
    """Numbers of a paginator with gaps, for ``page`` of it: ``[1, 2, '…', 9]``."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def lunar(day: dt.date) -> str:
    """The lunar date beside the solar one: "lunar 17/10"."""
    found = lunar_date(day)
    shown = {"day": found.day, "month": found.month}
    if found.leap:
        return _("lunar %(day)s/%(month)s (leap month)") % shown
    return _("lunar %(day)s/%(month)s") % shown
