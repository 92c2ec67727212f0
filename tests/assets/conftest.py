from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import models

from approvals.gate import publication_open
from assets.access import refresh_references
from assets.models import Document, Image, Media
from tests.pages import found_tree
from units.models import ArticlePage


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # renditions of another test, whose rows were rolled back
    return tmp_path


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
def shown_by(tree, bloc) -> Callable[..., ArticlePage]:
    """``shown_by(file, live=True, **fields)``: an article of the hospital whose text shows it."""

    def make(file: models.Model, *, live: bool = True, **fields) -> ArticlePage:
        fields.setdefault("body", body_with(file))
        with publication_open("an article of the tests"):
            page = tree.hospital.add_child(
                instance=ArticlePage(
                    title="Tin của bệnh viện",
                    lead="Lời dẫn.",
                    unit=bloc.units.hospital,
                    author=bloc.contributor,
                    live=live,
                    **fields,
                )
            )
        refresh_references(page)
        return page

    return make
