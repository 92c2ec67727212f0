from datetime import timedelta

import pytest
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from assets.models import Image
from tests.pages import approve_through, draft_article, draft_banner, found_tree, fresh
from units.models import Topic

from .acting import act, approve_in_turn, submit, written_article


@pytest.fixture
def tree(bloc):
    return found_tree(bloc)


@pytest.fixture
def article(bloc, tree):
    """A draft of the hospital's contributor."""
    return draft_article(tree, bloc.contributor)


@pytest.fixture
def topic(db):
    return Topic.objects.create(name="Xây dựng Đảng", slug="xay-dung-dang")


@pytest.fixture
def image(bloc):
    file = ImageFile(get_test_image_file(filename="anh.png").file, name="anh.png")
    return Image.objects.create(
        title="Ảnh",
        description="Quang cảnh hội trường",
        file=file,
        collection=bloc.units.office.collection,
    )


@pytest.fixture
def banner(bloc, image):
    """A draft banner of Văn phòng."""
    return draft_banner(bloc.units.office, bloc.office_contributor, image)


@pytest.fixture
def in_review(bloc, tree, client_for):
    """An article that its author wrote and submitted in the browser."""
    client = client_for(bloc.contributor)
    article = written_article(client, tree.hospital)
    submit(client, article)
    return fresh(article)


@pytest.fixture
def public(bloc, in_review):
    return approve_through(bloc, in_review)


@pytest.fixture
def tomorrow():
    return timezone.localtime().replace(second=0, microsecond=0) + timedelta(days=1)


@pytest.fixture
def planned(bloc, in_review, client_for, tomorrow):
    """Approved by all, to go public tomorrow."""
    approve_in_turn(client_for, in_review, [bloc.leader, bloc.editor, bloc.standing])
    at = tomorrow.strftime("%Y-%m-%d %H:%M")
    act(client_for(bloc.publisher), fresh(in_review), "approve", go_live_at=at)
    return fresh(in_review)
