import pytest

from tests.portal import kept_for_a_module
from units.models import Topic


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    with kept_for_a_module(django_db_blocker) as kept:
        yield kept


@pytest.fixture
def bloc(kept, db):
    return kept.bloc


@pytest.fixture
def portal(kept, db):
    return kept.portal


@pytest.fixture
def topic(db) -> Topic:
    return Topic.objects.create(name="Gương điển hình tiên tiến", slug="guong-dien-hinh")
