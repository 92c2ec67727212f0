from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import models
from wagtail.models import Page

from approvals.gate import publication_open
from assets.access import refresh_references
from assets.models import Document, Image, Media
from home.models import HomePage
from organisation.models import Unit, UnitKind
from tests.pages import found_tree
from tests.people import person
from units.models import ArticlePage


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # renditions of another test, whose rows were rolled back
    return tmp_path


@pytest.fixture
def admin(db):
    """A superuser, for the doors of Wagtail's admin."""
    return person("admin", last_name="Quản trị", first_name="hệ thống", is_superuser=True)


@pytest.fixture
def tree(bloc):
    return found_tree(bloc)


def body_with(file: models.Model) -> list:
    if isinstance(file, Image):
        return [("image", {"image": file})]
    if isinstance(file, Document):
        return [("text", f'<p><a linktype="document" id="{file.pk}">tệp</a></p>')]
    assert isinstance(file, Media)
    return [("video", {"media": file})]


@pytest.fixture
def front(db) -> HomePage:
    """A home page of a single unit: all that most of these tests need."""
    unit = Unit.objects.create(name="Bệnh viện", short_name="Bệnh viện", kind=UnitKind.BLOC)
    with publication_open("founding of the tests"):
        page = HomePage(title="Trang chủ", slug="trang-chu", unit=unit)
        return Page.objects.get(depth=1).add_child(instance=page)


@pytest.fixture
def shown_by(front) -> Callable[..., ArticlePage]:
    """``shown_by(file, live=True, **fields)``: an article whose text shows it."""

    def make(file: models.Model, *, live: bool = True, **fields) -> ArticlePage:
        fields.setdefault("body", body_with(file))
        with publication_open("an article of the tests"):
            article = ArticlePage(
                title="Tin", lead="Lời dẫn.", unit=front.unit, live=live, **fields
            )
            page = front.add_child(instance=article)
        refresh_references(page)
        return page

    return make
