"""The demo portal, loaded once for the tests that read it."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import transaction

from home.demo import loading

PASSWORD = "mot-mat-khau-cua-kiem-thu"


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """``outcome`` of the loading and the ``lines`` it said; rolled back after the module.

    Tests that use it ask for ``db`` as well and are undone one by one inside.
    """
    lines: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        outcome = loading.load(password=PASSWORD, say=lines.append)
        with django_db_blocker.block():
            yield SimpleNamespace(outcome=outcome, content=outcome.content, lines=lines)
        transaction.set_rollback(True)
