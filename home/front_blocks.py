"""Blocks of the home page that this room owns: banners and links."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from units import front, languages

from .models import Banner, ExternalLink, Place


def banners(section, request: HttpRequest, shown: set[int]) -> dict | None:
    if not languages.is_main_language():
        return None  # pictures with Vietnamese words
    found = list(Banner.objects.shown(Place.HOME_SIDE).drawn()[: section.count])
    return {"banners": found} if found else None


def links(section, request: HttpRequest, shown: set[int]) -> dict | None:
    found = list(ExternalLink.objects.all())
    return {"links": found} if found else None


def register_all() -> None:
    """Offer the blocks of this room; called once, when the room is ready."""
    front.register(front.FrontBlock("banners", _("Banners"), "home/front/banners.html", banners))
    front.register(front.FrontBlock("links", _("Links"), "home/front/links.html", links))
