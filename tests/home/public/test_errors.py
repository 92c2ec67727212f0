"""Errors have pages too, and the worst of them need nothing but a file."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.portal import page_of


def test_an_unknown_address_gets_a_designed_page_with_ways_on(portal, client):
    soup = page_of(client, "/khong-co/", status=404)
    assert soup.h1.get_text() == "Không tìm thấy trang"
    assert "/tim-kiem/" in [link["href"] for link in soup.select("main a")]
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.parametrize("name", ["400.html", "403.html", "500.html", "503.html"])
def test_error_pages_come_up_without_database_and_request(name):
    html = render_to_string(name)
    assert "<h1>" in html
    assert "Traceback" not in html
    assert "<script" not in html


def test_a_suspended_portal_tells_the_notice_it_is_given():
    assert "Bảo trì đến 17 giờ" in render_to_string("503.html", {"notice": "Bảo trì đến 17 giờ"})


def test_a_fault_shows_the_page_and_no_details(portal, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("bí mật")

    monkeypatch.setattr("units.views.listings.articles", broken)
    response = Client(raise_request_exception=False).get("/rss/")
    assert response.status_code == 500
    assert "Không hiển thị được trang" in response.content.decode()
    assert "bí mật" not in response.content.decode()
