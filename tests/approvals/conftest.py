import pytest
from django.core.files.images import ImageFile
from wagtail.images.tests.utils import get_test_image_file

from assets.models import Image
from home.models import Banner, Place
from tests.pages import draft_article, found_tree, fresh
from units.models import Topic


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
    banner = Banner(
        title="Banner",
        image=image,
        place=Place.HOME_TOP,
        unit=bloc.units.office,
        author=bloc.office_contributor,
        live=False,
    )
    banner.save()
    banner.save_revision(user=bloc.office_contributor)
    return fresh(banner)
