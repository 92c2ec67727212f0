"""Wagtail pages as entries: what all kinds of pages have in common.

What readers are told of a page comes from its fields by Wagtail's own means, and
so do the files it refers to. Rooms that have pages say which fields count.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from . import services
from .files import file_pages
from .kinds import EntryData, object_key
from .models import Entry

logger = logging.getLogger("portal.search")

SEPARATOR = " › "
#: Depth of a page whose parent is the home page.
_FIRST = 3


def text_of(page: Page, *names: str) -> list[str]:
    """The readable text of fields, without markup; of a StreamField, block by block."""
    found: list[str] = []
    for name in names:
        field, value = page._meta.get_field(name), getattr(page, name)
        if hasattr(field, "get_searchable_content"):
            found += field.get_searchable_content(value)
        elif value:
            found.append(str(value))
    return found


def page_entries(page: Page, body: Iterable[str], **facets) -> list[EntryData]:
    """The page, and each page of the PDFs it refers to.

    Nothing while the page is not live or leads nowhere. ``facets`` are further
    fields of :class:`search.kinds.EntryData`.
    """
    address = page.get_url_parts()
    if not page.live or address is None or address[2] is None:
        return []
    entry = EntryData(
        title=page.title,
        body="\n".join(part for part in body if part),
        url=address[2],
        language=page.locale.language_code,
        breadcrumb=breadcrumb_of(page),
        expires_at=page.expire_at,
        **facets,
    )
    return [entry, *_file_entries(page, entry)]


def day_of(moment: datetime | None):
    """The local day of ``moment``; None stays None."""
    return timezone.localdate(moment) if moment else None


def breadcrumb_of(page: Page) -> str:
    """The titles above the page, below the home page: ``Tin tức › Thông báo``."""
    above = page.get_ancestors().filter(depth__gte=_FIRST).values_list("title", flat=True)
    return SEPARATOR.join(above)


def _file_entries(page: Page, shown_in: EntryData) -> Iterator[EntryData]:
    place = SEPARATOR.join(part for part in (shown_in.breadcrumb, page.title) if part)
    for document in _documents(page):
        for number, text in enumerate(_pages_of(document), start=1):
            if text:
                yield replace(
                    shown_in,
                    title=document.title,
                    body=text,
                    url=f"{document.url}#page={number}",
                    breadcrumb=place,
                    number="",
                    file=document.pk,
                    part=number,
                )


def _documents(page: Page) -> list:
    """PDF files that the fields of ``page`` refer to, in order."""
    model = get_document_model()
    asked: dict[int, None] = {}
    for field in page._meta.concrete_fields:
        if hasattr(field, "extract_references"):
            for target, key, *_path in field.extract_references(field.value_from_object(page)):
                if issubclass(target, model):
                    asked[int(key)] = None
        elif field.is_relation and issubclass(field.related_model, model):
            asked[getattr(page, field.attname)] = None
    documents = model.objects.in_bulk([key for key in asked if key])
    found = [documents[key] for key in asked if key in documents]
    return [document for document in found if document.file_extension.lower() == "pdf"]


def _pages_of(document: Any) -> list[str]:
    try:
        with document.file.open("rb") as file:
            return file_pages(file)
    except OSError:
        logger.warning("The file of document %s cannot be read.", document.pk)
        return []


def follow_page(sender, instance: Page, **_signal) -> None:
    """After a publication or move: see :func:`refresh_below`."""
    refresh_below(instance)


def refresh_below(page: Page) -> None:
    """Write the pages below anew if their address or the titles above them have changed."""
    below = page.get_descendants().live()
    first = below.first()
    if first is not None and not _tells_its_place(first):
        services.publish_many(descendant.specific for descendant in below.iterator())


def _tells_its_place(page: Page) -> bool:
    address = page.get_url_parts()
    entry = Entry.objects.filter(object_key=object_key(page), part=0).first()
    known = (entry.url, entry.breadcrumb) if entry else None
    return address is not None and known == (address[2], breadcrumb_of(page))
