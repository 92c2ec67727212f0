"""What readers can find of the front door: plain pages."""

from django.utils.translation import gettext_lazy as _

from search import kinds
from search.kinds import EntryData, EntryKind
from search.pages import text_of
from units.search import entries_of, public_pages

from .models import StandardPage


def plain_page_entries(page: StandardPage) -> list[EntryData]:
    return entries_of(page, text_of(page, "lead", "body"))


def register_all() -> None:
    """Called when the application is ready."""
    kinds.register(
        EntryKind("page", _("Pages"), StandardPage, plain_page_entries, public_pages(StandardPage))
    )
