"""A founded portal, made once for the tests that read it."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.portal import kept_for_a_module


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    with kept_for_a_module(django_db_blocker) as kept:
        yield kept


@pytest.fixture
def bloc(kept, db):
    return kept.bloc


@pytest.fixture
def portal(kept, db):
    return kept.portal
