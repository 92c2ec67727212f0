"""The menu as a reader sees it: two levels, only what leads somewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from units import languages
from units.listings import is_public, public_pages
from units.models import UnitPage

from .models import MenuItem


@dataclass
class Entry:
    """A line of the menu. ``current`` is "page" on the page itself, "true" below it.

    ``lang``: of the title, when it is not in the language around it.
    """

    title: str
    path: str
    lang: str = ""
    in_row: bool = True
    current: str = ""
    children: list["Entry"] = field(default_factory=list)


def menu(request: HttpRequest) -> list[Entry]:
    """First-level entries with their children; items whose page is not public are left out."""
    items = [
        item
        for item in _in_readers_language(MenuItem.objects.select_related("page"), request)
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


def _in_readers_language(items: Iterable[MenuItem], request: HttpRequest) -> Iterator[MenuItem]:
    """Items as they are; in another language those that lead somewhere in it, and lead there."""
    if languages.is_main_language():
        yield from items
        return
    items = list(items)
    named = _pages_named(items, request)
    pages = [item.page for item in items if item.page] + list(named.values())
    translated = languages.in_readers_language(pages)
    for item in items:
        page = item.page or named.get(item.pk)
        if page is None:
            if not item.url.startswith("/"):
                yield item
        elif found := translated.get(page.pk):
            if item.page:
                item.page = found
            else:
                item.url = found.get_url(request) + item.url[len(_path_of(item.url)) :]
            yield item


def _pages_named(items: list[MenuItem], request: HttpRequest) -> dict[int, Page]:
    """Pages of the main language that items lead to by their address, by key of the item."""
    inner = [item for item in items if item.url.startswith("/")]
    if not inner:
        return {}
    root = Site.find_for_request(request).root_page.url_path
    paths = {item.pk: root + _path_of(item.url).lstrip("/") for item in inner}
    found = {page.url_path: page for page in Page.objects.filter(url_path__in=paths.values())}
    return {pk: found[path] for pk, path in paths.items() if path in found}


def _path_of(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


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
    title, lang = _title(item)
    return Entry(title, path, lang, item.in_row, _current(path, request), children)


def _title(item: MenuItem) -> tuple[str, str]:
    """The title, and its language when it is not the reader's."""
    if languages.is_main_language():
        return item.title, ""
    if english := item.title_en or (item.page.title if item.page else ""):
        return english, ""
    return item.title, settings.LANGUAGE_CODE


def _page_entry(page: Page, request: HttpRequest) -> Entry:
    path = page.get_url(request)
    return Entry(page.title, path, current=_current(path, request))


def _current(path: str, request: HttpRequest) -> str:
    if request.path == path:
        return "page"
    is_home = path == reverse("wagtail_serve", args=[""])
    return "true" if not is_home and request.path.startswith(path) else ""
