"""What every template of the public site may ask for."""

import datetime as dt

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from organisation.models import PortalSettings

from .. import sharing, structured
from ..lunar import lunar_date

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
def structured_data(context, article) -> str:
    """What machines read of an article, as JSON-LD."""
    portal = PortalSettings.load(request_or_site=context["request"])
    address = canonical_url(context)
    things = structured.article_things(article, portal, breadcrumbs(article), address)
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
