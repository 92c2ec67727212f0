"""What counts as content, and when a live row says what was released."""

import copy

import pytest
from wagtail import blocks

from approvals.content import _block_covers, content_of, covers, digest
from approvals.models import Release
from approvals.releases import is_released
from home.models import HomePage, HomeSection
from tests.pages import fresh, publish
from units.models import ArticlePage


@pytest.fixture
def public(bloc, article):
    return publish(bloc, article)


def without(content: dict, *keys: str) -> dict:
    """A release made before these fields existed."""
    return {key: value for key, value in copy.deepcopy(content).items() if key not in keys}


def test_bookkeeping_is_no_content(article):
    before = digest(content_of(article))
    article.path = article.path[:-1] + "9"
    article.has_unpublished_changes = not article.has_unpublished_changes
    article.draft_title = "khác"
    assert digest(content_of(article)) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Khác"), ("slug", "khac"), ("lead", "Khác"), ("featured", True), ("byline", "A")],
)
def test_everything_readers_see_is_content(article, field, value):
    before = digest(content_of(article))
    setattr(article, field, value)
    assert digest(content_of(article)) != before


def test_ids_of_stream_blocks_are_no_content(article):
    before = digest(content_of(article))
    article.body.raw_data[0]["id"] = "another"
    assert digest(content_of(article)) == before


def test_a_later_migration_that_adds_a_field_unreleases_nothing(public):
    content = content_of(public)
    older = without(content, "byline", "event_place", "featured")
    assert covers(older, content, ArticlePage)


def test_an_added_field_with_another_value_than_its_default_is_not_covered(public):
    content = content_of(public)
    older = without(content, "byline")
    assert not covers(older, content | {"byline": "Người khác"}, ArticlePage)


def test_a_removed_field_unreleases_nothing(public):
    content = content_of(public)
    assert covers(content | {"gone": "đã bỏ"}, content, ArticlePage)


def test_an_added_kind_of_inline_part_unreleases_nothing(public):
    content = content_of(public)
    assert covers(without(content, "related_pages"), content, ArticlePage)


def test_an_added_field_of_an_inline_part_unreleases_nothing(bloc, tree):
    tree.home.sections = [HomeSection(kind="latest_news", title="Tin mới")]
    content = content_of(tree.home)
    older = copy.deepcopy(content)
    del older["sections"][0]["count"]
    assert covers(older, content, HomePage)
    older["sections"][0]["title"] = "Khác"
    assert not covers(older, content, HomePage)


def test_an_added_block_child_unreleases_nothing():
    inner = blocks.StructBlock([("old", blocks.CharBlock()), ("new", blocks.CharBlock(default=""))])
    stream = blocks.StreamBlock([("card", inner), ("cards", blocks.ListBlock(inner))])

    def card(**value):
        return {"type": "card", "value": value}

    released = [
        card(old="x"),
        {"type": "cards", "value": [{"type": "item", "value": {"old": "y"}}]},
    ]
    grown = [
        card(old="x", new=""),
        {"type": "cards", "value": [{"type": "item", "value": {"old": "y", "new": ""}}]},
    ]
    assert _block_covers(released, grown, stream)
    grown[1]["value"][0]["value"]["new"] = "thêm"
    assert not _block_covers(released, grown, stream)
    assert not _block_covers(released, grown[:1], stream)


def test_a_release_stands_without_the_revision_it_was_made_from(public):
    """By value: what is proved does not depend on what else is kept."""
    Release.objects.of(public)
    assert is_released(fresh(public))
    kept = Release.objects.of(public).get()
    assert kept.content == content_of(fresh(public))
    assert kept.digest == digest(kept.content)
