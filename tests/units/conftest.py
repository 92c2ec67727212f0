import pytest

from tests.portal import bloc, kept, portal
from units.models import Topic

__all__ = ["bloc", "kept", "portal"]


@pytest.fixture
def topic(db) -> Topic:
    return Topic.objects.create(name="Gương điển hình tiên tiến", slug="guong-dien-hinh")
