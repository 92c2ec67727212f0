"""Tests that really commit end with a flush, which append-only tables refuse.

The portal's triggers step aside for the flush; ``flush`` itself emits
``post_migrate``, which puts them back.
"""

import pytest
from django.test import TransactionTestCase


@pytest.fixture(autouse=True, scope="session")
def _flush_without_triggers():
    from operations.triggers import drop_triggers, install_triggers

    original = TransactionTestCase._fixture_teardown

    def teardown(self):
        for alias in self._databases_names(include_mirrors=False):
            drop_triggers(alias)
        original(self)
        for alias in self._databases_names(include_mirrors=False):
            install_triggers(alias)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original
