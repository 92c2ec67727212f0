"""Translations are pieces of their own: they end as drafts and take their own chain (C13).

wagtail-localize publishes what it translates, and writes straight to a live
target even when told not to. Both doors are closed here, in one place, for the
pinned version; ``tests/approvals/test_translation.py`` fails when an upgrade
changes what this relies on.

Upstream: ``wagtail_localize.models.TranslationSource.create_or_update_translation``
(1.14.5), which calls ``save()`` and ``save_revision()`` on the target in turn.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from functools import wraps

from wagtail.models import Page

#: While a translation is being written: a live target keeps its row, and the new text
#: becomes a draft by the revision that follows.
drafts_only: ContextVar[bool] = ContextVar("drafts_only", default=False)


def keep_translations_drafts(source_model: type, draft_model: type) -> None:
    """Wrap the one writing method of ``TranslationSource``, for models with drafts."""
    original = source_model.create_or_update_translation

    @wraps(original)
    def create_or_update_translation(self, locale, user=None, publish=True, **options):
        governed = isinstance(self.get_source_instance(), draft_model)
        token = drafts_only.set(True)
        try:
            return original(self, locale, user=user, publish=publish and not governed, **options)
        finally:
            drafts_only.reset(token)

    source_model.create_or_update_translation = create_or_update_translation


def parent_to_translate_first(page: Page, locales: Iterable[str]) -> Page | None:
    """The page above ``page`` if it lacks a translation of its own into one of ``locales``.

    wagtail-localize would make a live alias of it on the way, which is a
    publication and refused. ``locales``: keys as a form sends them.
    """
    parent = page.get_parent()
    if parent is None or parent.is_root():
        return None
    translated = parent.get_translations(inclusive=True).filter(alias_of__isnull=True)
    done = {str(locale) for locale in translated.values_list("locale_id", flat=True)}
    return None if set(locales) <= done else parent.specific
