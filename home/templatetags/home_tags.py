from django import template

from units import languages
from units.structured import script_of
from units.templatetags.portal_tags import breadcrumbs, canonical_url

from .. import navigation, structured
from ..models import Banner, Place

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context) -> list[navigation.Entry]:
    """``{% main_menu as entries %}``"""
    return navigation.menu(context["request"])


@register.filter
def current_entry(entries: list[navigation.Entry]) -> navigation.Entry | None:
    """The first-level entry that the reader is at or below; None at the home page."""
    return next((entry for entry in entries if entry.current), None)


@register.simple_tag(takes_context=True)
def gallery_data(context, page) -> str:
    """What machines read of an album or a film, as JSON-LD."""
    address = canonical_url(context)
    return script_of(structured.gallery_things(page, breadcrumbs(page), address))


@register.simple_tag
def banners_at(place: str) -> list[Banner]:
    """``{% banners_at "article_bottom" as banners %}``: with images and links fetched.

    None beside English texts: a banner is a picture with Vietnamese words.
    """
    if not languages.is_main_language():
        return []
    return list(Banner.objects.shown(Place(place)).drawn())
