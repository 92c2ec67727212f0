import pytest

from tests.portal import kept_for_a_module


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
