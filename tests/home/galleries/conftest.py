"""A founded portal, made once for the tests that read it; files of each test by themselves."""

import pytest
from django.core.cache import cache

from tests.portal import bloc, kept, portal

__all__ = ["bloc", "kept", "portal"]


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # renditions of another test, whose rows were rolled back
    return tmp_path
