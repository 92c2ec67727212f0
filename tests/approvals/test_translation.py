"""Translations never publish themselves: wagtail-localize's doors, closed in one place."""

from importlib.metadata import version

import pytest
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from approvals import services
from approvals.exceptions import PublicationRefused
from approvals.models import Piece
from home.models import HomePage
from tests.pages import fresh, publish


@pytest.fixture
def english(db):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def translated_home(bloc, tree, english):
    """A translation of the home page, as wagtail-localize makes it."""
    source, _created = TranslationSource.update_or_create_from_instance(tree.home)
    Translation.objects.create(source=source, target_locale=english)
    _translate(source, english, "title", "Home")
    source.create_or_update_translation(english, user=bloc.translator, publish=True, fallback=True)
    return HomePage.objects.get(locale=english)


def _translate(source, locale, path, text):
    segment = source.stringsegment_set.get(context__path=path)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=locale,
        context=TranslationContext.objects.get(pk=segment.context_id),
        defaults={"data": text},
    )


def test_the_wrapped_version_is_the_pinned_one():
    assert version("wagtail-localize") == "1.14.5"


def test_publish_immediately_makes_a_draft(translated_home):
    assert not translated_home.live
    assert translated_home.get_latest_revision_as_object().title == "Home"


def test_a_translation_takes_its_own_chain(bloc, translated_home):
    services.submit(translated_home, bloc.translator)
    for person in (bloc.editor, bloc.standing, bloc.publisher):
        assert not fresh(translated_home).live
        services.approve(fresh(translated_home), person)
    assert fresh(translated_home).live
    assert Piece.objects.of(translated_home).get().kind == "translation"


def test_a_new_text_of_a_live_translation_is_a_draft(bloc, translated_home, english):
    services.submit(translated_home, bloc.translator)
    for person in (bloc.editor, bloc.standing, bloc.publisher):
        services.approve(fresh(translated_home), person)
    source = TranslationSource.objects.get_for_instance(
        HomePage.objects.exclude(locale=english).get()
    )
    _translate(source, english, "title", "Front page")
    source.create_or_update_translation(english, user=bloc.translator, publish=True, fallback=True)
    assert fresh(translated_home).live
    assert fresh(translated_home).title == "Home"
    assert fresh(translated_home).get_latest_revision_as_object().title == "Front page"


def test_an_untranslated_parent_is_translated_first(bloc, tree, article, english):
    public = publish(bloc, article)
    with pytest.raises(PublicationRefused), transaction.atomic():
        public.copy_for_translation(english, copy_parents=True, alias=True)
    assert not Page.objects.filter(locale=english, live=True).exists()
