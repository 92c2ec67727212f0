"""What goes wrong in production reaches the operator's terminal."""

import logging

import pytest
from django.test import Client
from django.urls import path


def broken(request):
    raise RuntimeError("hỏng giữa chừng")


urlpatterns = [path("broken/", broken)]


def shown_by_console(caplog) -> list[logging.LogRecord]:
    """Records at or above the console handler's level."""
    return [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_an_error_in_a_view_is_told_with_its_trace(caplog, settings):
    settings.DEBUG = False
    handlers = settings.LOGGING["root"]["handlers"]
    assert settings.LOGGING["handlers"][handlers[0]]["class"] == "logging.StreamHandler"
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    record = shown_by_console(caplog)[0]
    assert "/broken/" in record.getMessage()
    assert "hỏng giữa chừng" in str(record.exc_info[1])


@pytest.mark.django_db
def test_a_missing_page_and_a_strange_host_are_no_news(caplog, client):
    client.get("/khong-co-trang-nay/")
    client.get("/healthz", headers={"host": "evil.example"})
    assert shown_by_console(caplog) == []
