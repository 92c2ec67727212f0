"""Blocks of the home page that this room owns: banners, links, albums and films."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from units import front, languages

from . import galleries
from .models import Banner, ExternalLink, GalleryIndexPage, PhotoAlbumPage, Place, VideoPage


def banners(section, request: HttpRequest, shown: set[int]) -> dict | None:
    if not languages.is_main_language():
        return None  # pictures with Vietnamese words
    found = list(Banner.objects.shown(Place.HOME_SIDE).drawn()[: section.count])
    return {"banners": found} if found else None


def links(section, request: HttpRequest, shown: set[int]) -> dict | None:
    found = list(ExternalLink.objects.all())
    return {"links": found} if found else None


def albums(section, request: HttpRequest, shown: set[int]) -> dict | None:
    return _pieces(section, PhotoAlbumPage, "photos")


def videos(section, request: HttpRequest, shown: set[int]) -> dict | None:
    return _pieces(section, VideoPage, "videos")


def _pieces(section, model: type[Page], part: str) -> dict | None:
    """The newest; the title leads to this ``part`` of the library unless to the editor's page."""
    found = galleries.drawn(list(galleries.pieces(model)[: section.count]))
    if not found:
        return None
    library = None if section.page else galleries.pieces(GalleryIndexPage).first()
    if library is None:
        return {"pieces": found}
    return {"pieces": found, "more_path": library.specific.part_path(part)}


def register_all() -> None:
    """Offer the blocks of this room; called once, when the room is ready."""
    front.register(front.FrontBlock("banners", _("Banners"), "home/front/banners.html", banners))
    row = "home/front/gallery.html"
    front.register(front.FrontBlock("albums", _("Albums"), row, albums, 7))
    front.register(front.FrontBlock("videos", _("Films"), row, videos, 5))
    front.register(front.FrontBlock("links", _("Links"), "home/front/links.html", links))
