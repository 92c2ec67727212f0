"""The environment is read in one place, with safe defaults."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import read_environment

SPOKEN = (
    "SECRET_KEY DEBUG ALLOWED_HOSTS BASE_URL DATABASE_URL REDIS_URL ELASTICSEARCH_URL EMAIL_URL "
    "MEDIA_ROOT DATA_DIR DEMO_PASSWORD"
).split()


@pytest.fixture
def say(monkeypatch, tmp_path):
    """Only what the test says is in the environment."""
    for name in SPOKEN:
        monkeypatch.delenv(name, raising=False)

    def said(**values: str):
        for name, value in {"SECRET_KEY": "k", "DATA_DIR": str(tmp_path), **values}.items():
            monkeypatch.setenv(name, value)
        return read_environment()

    return said


def test_defaults_are_the_safe_ones(say, tmp_path):
    environment = say()
    assert environment.debug is False
    assert environment.allowed_hosts == ["127.0.0.1"]
    assert environment.database["NAME"] == str(tmp_path / "portal.sqlite3")
    assert Path(environment.email["EMAIL_FILE_PATH"]) == tmp_path / "mail"
    assert environment.media_root == tmp_path / "media"


def test_without_a_secret_key_nothing_starts(say):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        say(SECRET_KEY="")


def test_an_address_that_is_none_is_refused(say):
    with pytest.raises(ImproperlyConfigured, match="BASE_URL"):
        say(BASE_URL="portal")


def test_hosts_and_safety_follow_the_address(say):
    environment = say(BASE_URL="https://danguykhoi.example/")
    assert environment.base_url == "https://danguykhoi.example"
    assert environment.allowed_hosts == ["danguykhoi.example"]
    assert environment.https


def test_a_database_on_a_server_is_one_url(say):
    database = say(DATABASE_URL="postgresql://u:p@db.example:5433/portal").database
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "portal")
