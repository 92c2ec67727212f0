"""R28 in a browser: finding by thumb, without accents, without a script, without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.portals import DESKTOP, PHONE, keep
from tests.quality.accessibility import violations

pytestmark = [
    pytest.mark.needs_chromium,
    pytest.mark.once,
    pytest.mark.xdist_group("portal"),
    pytest.mark.rule("R28"),
]

ARTICLE = "Đảng bộ Bệnh viện Đa khoa tỉnh: Mỗi chi bộ nhận một việc khó"


def hits(page: Page):
    return page.locator(".hit-title a")


def test_on_a_phone_a_reader_types_without_accents_chooses_filters_opens_and_comes_back(visit):
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/")
    page.get_by_role("link", name="Tìm kiếm").tap()
    field = page.get_by_role("combobox", name="Từ cần tìm")
    field.tap()
    page.keyboard.type("moi chi bo nhan mot viec", delay=20)
    offered = page.get_by_role("option")
    expect(offered.first).to_have_text(ARTICLE)
    keep(page, "searching-suggestions-390")
    assert violations(page) == []
    offered.first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(ARTICLE)

    page.goto("/tim-kiem/?q=chi+bo")
    page.get_by_text("Thu hẹp kết quả").tap()
    page.locator(".facet a").filter(has_text="Tin, bài").tap()
    page.wait_for_url("**type=article**")
    expect(page.locator(".facet-chosen")).to_contain_text("Tin, bài")
    keep(page, "searching-390")
    assert violations(page) == []
    last = hits(page).nth(5)
    title = last.inner_text()
    last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0
    last.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    expect(hits(page).nth(5)).to_have_text(title)
    expect(hits(page).nth(5)).to_be_in_viewport()
    assert "type=article" in page.url


def test_without_a_script_the_same_ways_are_open(visit):
    page = visit(viewport=PHONE, java_script_enabled=False)
    page.goto("/tim-kiem/")
    page.get_by_role("searchbox", name="Từ cần tìm").fill("moi chi bo nhan mot viec kho")
    page.get_by_role("main").get_by_role("button", name="Tìm kiếm").click()
    expect(hits(page).first).to_have_text(ARTICLE)
    page.get_by_role("searchbox", name="Từ cần tìm").fill("chi bo")
    page.get_by_role("main").get_by_role("button", name="Tìm kiếm").click()
    page.get_by_text("Thu hẹp kết quả").click()
    page.locator(".facet a").filter(has_text="Tin, bài").click()
    page.wait_for_url("**type=article**")
    title = hits(page).first.inner_text()
    hits(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    expect(hits(page).first).to_have_text(title)


def test_suggestions_are_chosen_with_the_keyboard_alone(visit):
    page = visit(viewport=DESKTOP)
    page.goto("/")
    field = page.get_by_role("combobox", name="Tìm kiếm trên Trang")
    field.focus()
    page.keyboard.type("benh vien")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    keep(page, "searching-suggestions-1440")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/tim-kiem/\?q=benh(\+|%20)vien"))
    expect(hits(page).first).to_be_visible()
    keep(page, "searching-1440")
    assert violations(page) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_a_page_that_finds_nothing_helps_and_is_sound(visit, size):
    page = visit(viewport=size)
    page.goto("/tim-kiem/?q=zzqqxx")
    expect(page.locator(".empty")).to_contain_text("Không tìm thấy")
    keep(page, f"searching-nothing-{size['width']}")
    assert violations(page) == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["width"]
