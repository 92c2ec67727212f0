"""The same page in the other language, as far as readers may see it there."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from . import listings


def is_main_language() -> bool:
    """Whether the reader is on the Vietnamese pages: what was written first, and whole."""
    return get_language() == settings.LANGUAGE_CODE


def public_versions(page: Page) -> list[Page]:
    """``page`` itself and its translations, as far as they are public; the main language first."""
    found = listings.public_pages().filter(translation_key=page.translation_key)
    main = settings.LANGUAGE_CODE
    return sorted(
        found.select_related("locale"), key=lambda page: page.locale.language_code != main
    )


def writer_of(article) -> str:
    """Name below the title; of a translation, that of whoever wrote the source (R57)."""
    if article.locale.language_code == settings.LANGUAGE_CODE:
        return article.written_by
    sources = article.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
    return (sources.select_related("author").first() or article).written_by


def in_readers_language(pages: Iterable[Page]) -> dict[int, Page]:
    """By the key of each of ``pages``: what readers of this language get in its place.

    Pages that are not public in it are left out. Nothing is asked of the database
    for pages that stand in the language already.
    """
    pages = list(pages)
    if is_main_language():
        return {page.pk: page for page in pages}
    found = listings.public_pages().filter(
        translation_key__in={page.translation_key for page in pages},
        locale__language_code=get_language(),
    )
    by_key = {page.translation_key: page for page in found}
    return {
        page.pk: by_key[page.translation_key] for page in pages if page.translation_key in by_key
    }
