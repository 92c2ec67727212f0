"""What readers can find of the front door: plain pages, albums and films."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from approvals.models import GovernedPage
from search import kinds
from search.kinds import EntryData, EntryKind
from search.pages import day_of, text_of
from units.search import entries_of, introduced_entries, public_pages

from .models import GalleryIndexPage, PhotoAlbumPage, StandardPage, VideoPage


def plain_page_entries(page: StandardPage) -> list[EntryData]:
    return entries_of(page, text_of(page, "lead", "body"))


def album_entries(page: PhotoAlbumPage) -> list[EntryData]:
    """An album, by what is said of its photos; what they show is said in their descriptions."""
    shown = [photo["image"].description for photo in page.shown_photos]
    body = [*text_of(page, "lead", "photos"), *shown]
    return entries_of(page, body, date=day_of(page.first_published_at))


def film_entries(page: VideoPage) -> list[EntryData]:
    said = [page.media.transcript] if page.media else []
    body = [*text_of(page, "lead"), *said, *text_of(page, "source", "credit")]
    return entries_of(page, body, date=day_of(page.first_published_at))


def register_all() -> None:
    """Called when the application is ready."""
    _register("page", _("Pages"), StandardPage, plain_page_entries)
    _register("album", _("Albums"), PhotoAlbumPage, album_entries)
    _register("film", _("Films"), VideoPage, film_entries)
    _register("section", _("Sections"), GalleryIndexPage, introduced_entries)


def _register(name: str, label: Any, model: type[GovernedPage], entries: Callable) -> None:
    kinds.register(EntryKind(name, label, model, entries, public_pages(model)))
