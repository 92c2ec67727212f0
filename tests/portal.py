"""A founded portal for tests of what readers see, and public pages made quickly.

Whether a page may become public is the gate's business and tested with it; here the
gate is opened, so that tests of lists and pages can have many of them. A folder of tests
whose ``conftest.py`` imports ``kept``, ``bloc`` and ``portal`` has them made once a module.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from approvals.gate import publication_open
from assets.models import Image
from home.services import found_portal
from organisation.models import Unit
from units.models import (
    ArticlePage,
    NewsIndexPage,
    SectionPage,
    UnitIndexPage,
    UnitPage,
    WorkProgrammePage,
)
from units.slugs import free_slug

from .people import build_bloc


def founded(bloc) -> SimpleNamespace:
    """The first pages of the portal, by what they are."""
    home = found_portal(bloc.units.bloc)
    return SimpleNamespace(
        home=home,
        news=NewsIndexPage.objects.get(slug="tin-tuc"),
        notices=NewsIndexPage.objects.get(slug="thong-bao"),
        grassroots=NewsIndexPage.objects.get(slug="tin-tu-co-so"),
        about=SectionPage.objects.get(slug="gioi-thieu"),
        example=SectionPage.objects.get(slug="hoc-tap-va-lam-theo"),
        programme=WorkProgrammePage.objects.get(),
        units=UnitIndexPage.objects.get(),
    )


@contextmanager
def kept_for_a_module(django_db_blocker) -> Iterator[SimpleNamespace]:
    """A bloc and its portal in an outer transaction: all tests of a module see it, none spoils it.

    Founding publishes some twenty pages; doing it again for each test costs minutes.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        bloc = build_bloc()
        yield SimpleNamespace(bloc=bloc, portal=founded(bloc))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    with kept_for_a_module(django_db_blocker) as kept:
        yield kept


@pytest.fixture
def bloc(kept, db):
    return kept.bloc


@pytest.fixture
def portal(kept, db) -> SimpleNamespace:
    return kept.portal


def put_live(page: Page, parent: Page, *, at: dt.datetime | None = None) -> Page:
    """Publish ``page`` below ``parent``, as if at the moment ``at``."""
    page.live = False
    parent.add_child(instance=page)
    with publication_open("test fixture"):
        page.save_revision().publish(skip_permission_checks=True)
    if at:
        Page.objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)
    return type(page).objects.get(pk=page.pk)


def published(unit: Unit, title: str, *, topics=(), at=None, parent=None, **fields) -> ArticlePage:
    """A public article of ``unit`` below its page."""
    parent = parent or UnitPage.objects.get(unit=unit)
    fields.setdefault("lead", f"Lời dẫn: {title}.")
    fields.setdefault("body", [("text", f"<p>Nội dung: {title}.</p>")])
    article = ArticlePage(title=title, slug=free_slug(parent, title), unit=unit, **fields)
    article.topics.set(topics)
    return put_live(article, parent, at=at)


def picture(title: str = "Ảnh", **fields) -> Image:
    file = ImageFile(get_test_image_file(filename="anh.png", size=(300, 200)).file, name="anh.png")
    fields.setdefault("description", "Quang cảnh hội trường")
    return Image.objects.create(title=title, file=file, **fields)


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def page_of(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    """What a reader gets at ``address``."""
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def titles_in(soup: BeautifulSoup) -> list[str]:
    """Titles of the articles that a list shows, in order."""
    return [title.get_text(strip=True) for title in soup.select("main .item-title")]
