"""R44: photos are looked at large, with the keyboard alone, and without a script as well."""

import pytest
from playwright.sync_api import Page, expect

from tests.portals import DESKTOP, PHONE, keep
from tests.quality.accessibility import violations

pytestmark = [
    pytest.mark.needs_chromium,
    pytest.mark.once,
    pytest.mark.xdist_group("portal"),
    pytest.mark.rule("R76"),
]

ALBUM = "/don-vi/ban-dan-van/ngay-hoi-hien-mau-tinh-nguyen/"
FILM = "/don-vi/cong-ty-dien-luc/nam-dieu-can-nho-ve-an-toan-dien-khi-co-giong-bao/"


def count(page: Page):
    return page.locator(".viewer-count")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_large_view_by_keyboard(visit, size):
    page = visit(viewport=size, reduced_motion="reduce")
    page.goto(ALBUM)
    photos = page.locator("a[data-photo]")
    photos.first.focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog")
    expect(viewer).to_be_visible()
    expect(count(page)).to_have_text("Ảnh 1/2")
    expect(viewer.locator("img")).to_have_js_property("complete", True)
    expect(viewer.locator("figcaption")).to_be_in_viewport(ratio=1)
    assert violations(page, ".viewer") == []
    keep(page, f"gallery-large-{size['width']}")
    page.keyboard.press("ArrowRight")
    expect(count(page)).to_have_text("Ảnh 2/2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(count(page)).to_have_text("Ảnh 2/2")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(photos.nth(1)).to_be_focused()


def test_without_a_script_a_photo_leads_to_the_large_one(visit):
    page = visit(java_script_enabled=False)
    page.goto(ALBUM)
    address = page.locator("a[data-photo]").first.get_attribute("href")
    response = page.goto(address)
    assert response.status == 200
    assert response.headers["content-type"] == "image/webp"


def test_a_film_plays_with_its_captions(visit):
    page = visit()
    page.goto(FILM)
    film = page.locator("video")
    film.evaluate("film => { film.muted = true; return film.play(); }")
    expect(film).to_have_js_property("error", None)
    page.wait_for_function("document.querySelector('video').textTracks[0].activeCues?.length")
    text = film.evaluate("film => film.textTracks[0].activeCues[0].text")
    assert text == "Năm điều cần nhớ về an toàn điện khi có giông bão"
