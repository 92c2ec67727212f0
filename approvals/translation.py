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
from typing import Any

from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField
from wagtail_localize.models import Translation, TranslationSource

#: While a translation is being written: a live target keeps its row, and the new text
#: becomes a draft by the revision that follows.
drafts_only: ContextVar[bool] = ContextVar("drafts_only", default=False)

#: Who is making a translation: its author, for four eyes and for the desk.
translator: ContextVar[Any] = ContextVar("translator", default=None)


def same_as_source(*names: str) -> list[SynchronizedField]:
    """Fields that a translation takes over from its source each time, and nobody rewrites."""
    return [SynchronizedField(name, overridable=False) for name in names]


def kept(name: str) -> BaseTranslatableField:
    """A field that a translation has for itself: neither offered as text nor taken over."""
    return BaseTranslatableField(name)


def keep_translations_drafts(source_model: type, draft_model: type) -> None:
    """Wrap the one writing method of ``TranslationSource``, for models with drafts."""
    original = source_model.create_or_update_translation

    @wraps(original)
    def create_or_update_translation(self, locale, user=None, publish=True, **options):
        governed = isinstance(self.get_source_instance(), draft_model)
        token, person = drafts_only.set(True), translator.set(user)
        try:
            return original(self, locale, user=user, publish=publish and not governed, **options)
        finally:
            drafts_only.reset(token)
            translator.reset(person)

    source_model.create_or_update_translation = create_or_update_translation


def translation_of(piece) -> Translation | None:
    """The translation under way that ``piece`` is the target of."""
    if not isinstance(piece, TranslatableMixin):
        return None
    return Translation.objects.filter(
        source__object_id=piece.translation_key, target_locale=piece.locale_id, enabled=True
    ).first()


def untranslated(translation: Translation) -> int:
    """How many texts have no translation of the present source (yet)."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    return segments.filter(translation__isnull=True).count()


def follow_source(sender, instance, **kwargs) -> None:
    """What a chain has made public is what is to be translated: changed texts are missing then.

    Translations that are behind say so in their editor and in the report; what is
    public of them stays.
    """
    if not isinstance(instance, TranslatableMixin):
        return
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source and source.locale_id == instance.locale_id:
        source.update_from_db()


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
