"""Shared fixtures; every concern of the suite itself has a file of its own."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from .people import Bloc, build_bloc

pytest_plugins = ["pytester", "tests.portals", "tests.rules", "tests.servers", "tests.triggers"]


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Renditions are kept by the key of their image, which the next test gives to another one."""
    cache.clear()


@pytest.fixture
def bloc(db) -> Bloc:
    """A small bloc with its units and people; see ``tests/people.py``."""
    return build_bloc()


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """``client_for(user)``: a browser in which ``user`` is signed in."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
