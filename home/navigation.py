"""The menu as a reader sees it: two levels, only what leads somewhere."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from units.listings import is_public, public_pages
from units.models import UnitPage

from .models import MenuItem


@dataclass
class Entry:
    """A line of the menu. ``current`` is "page" on the page itself, "true" below it."""

    title: str
    path: str
    in_row: bool = True
    current: str = ""
    children: list["Entry"] = field(default_factory=list)


def menu(request: HttpRequest) -> list[Entry]:
    """First-level entries with their children; items whose page is not public are left out."""
    items = [
        item
        for item in MenuItem.objects.select_related("page")
        if item.page is None or is_public(item.page)
    ]
    below = _pages_below(items)
    return [
        _entry(
            item,
            request,
            [_entry(child, request, []) for child in items if child.parent_id == item.pk]
            + [_page_entry(page, request) for page in below if _lists(item, page)],
        )
        for item in items
        if item.parent_id is None
    ]


def _lists(item: MenuItem, page: Page) -> bool:
    return item.lists_children and item.page is not None and page.is_child_of(item.page)


def _pages_below(items: list[MenuItem]) -> list[Page]:
    """Children of all pages that list theirs, in one query; units that have ended are gone."""
    parents = [item.page for item in items if item.lists_children and item.page]
    if not parents:
        return []
    ended = UnitPage.objects.filter(unit__ended_on__lte=timezone.localdate())
    public = public_pages().in_menu().exclude(pk__in=ended.values("pk"))
    found = public.none()
    for parent in parents:
        found = found | public.child_of(parent)
    return list(found)


def _entry(item: MenuItem, request: HttpRequest, children: list[Entry]) -> Entry:
    path = item.page.get_url(request) if item.page else item.url
    return Entry(item.title, path, item.in_row, _current(path, request), children)


def _page_entry(page: Page, request: HttpRequest) -> Entry:
    path = page.get_url(request)
    return Entry(page.title, path, current=_current(path, request))


def _current(path: str, request: HttpRequest) -> str:
    if request.path == path:
        return "page"
    return "true" if path.count("/") > 1 and request.path.startswith(path) else ""
