"""R76: everybody reaches everything, without a script and without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.portals import PHONE, keep

pytestmark = [
    pytest.mark.needs_chromium,
    pytest.mark.once,
    pytest.mark.xdist_group("portal"),
    pytest.mark.rule("R76"),
]

HEADING = {"level": 1}


@pytest.fixture(params=["desk", "phone"])
def reader(request, visit) -> Page:
    """Somebody without an account whose browser runs no script."""
    size = {"viewport": PHONE} if request.param == "phone" else {}
    return visit(java_script_enabled=False, **size)


def tab_to(page: Page, name: str | re.Pattern, role: str = "link", steps: int = 120) -> None:
    """Press Tab until the focus is on what is called ``name``, and see that it shows."""
    wanted = page.get_by_role(role, name=name, exact=isinstance(name, str)).first
    for _step in range(steps):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and wanted.and_(focused).count():
            expect(focused).to_be_in_viewport()
            return
    pytest.fail(f"{steps} presses of Tab do not reach {name!r} on {page.url}")


def heading(page: Page):
    return page.get_by_role("heading", **HEADING)


def test_the_menu_opens_and_leads_below_the_first_level(reader):
    reader.goto("/")
    reader.locator(".menu-all summary").press("Enter")
    tab_to(reader, "Giới thiệu chung")
    reader.keyboard.press("Enter")
    expect(heading(reader)).to_have_text("Giới thiệu chung")
    expect(reader.locator(".menu-tree [aria-current=page]")).to_have_text("Giới thiệu chung")


def test_the_first_press_of_tab_offers_to_skip_the_menu(reader):
    reader.goto("/tin-tuc/")
    reader.keyboard.press("Tab")
    expect(reader.locator(":focus")).to_have_text("Chuyển đến nội dung")
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()


def test_news_are_filtered_paged_and_read(reader):
    reader.goto("/tin-tuc/")
    tab_to(reader, "Chủ đề", "combobox")
    reader.keyboard.press("ArrowDown")
    tab_to(reader, "Xem", "button")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**topic=xay-dung-dang**")
    expect(reader.get_by_role("combobox", name="Chủ đề")).to_have_value("xay-dung-dang")
    first = reader.locator("main article h2 a").first
    title = first.inner_text()
    tab_to(reader, title)
    reader.keyboard.press("Enter")
    expect(heading(reader)).to_have_text(title)
    expect(reader.locator(".topics")).to_contain_text("Xây dựng Đảng")
    keep(reader, f"reading-article-{reader.viewport_size['width']}")


def test_the_pages_of_a_list_are_turned(reader):
    reader.goto("/tin-tuc/")
    before = reader.locator("main article h2").all_inner_texts()
    tab_to(reader, re.compile("Trang sau"))
    reader.keyboard.press("Enter")
    reader.wait_for_url("**page=2**")
    after = reader.locator("main article h2").all_inner_texts()
    assert after
    assert not set(before) & set(after)
    tab_to(reader, re.compile("Trang trước"))
    reader.keyboard.press("Enter")
    expect(reader.locator("main article h2")).to_have_text(before)


def test_a_unit_is_found_with_its_people_and_its_news(reader):
    reader.goto("/don-vi/")
    tab_to(reader, "Đảng bộ Bệnh viện Đa khoa tỉnh", steps=200)
    reader.keyboard.press("Enter")
    expect(heading(reader)).to_have_text("Đảng bộ Bệnh viện Đa khoa tỉnh")
    tab_to(reader, "Đảng bộ Bệnh viện Đa khoa tỉnh: Mỗi chi bộ nhận một việc khó")
    reader.keyboard.press("Enter")
    expect(heading(reader)).to_contain_text("Mỗi chi bộ nhận một việc khó")


def test_the_weeks_of_the_work_programme_are_turned(reader):
    reader.goto("/chuong-trinh-cong-tac/")
    week = reader.get_by_role("heading", level=2).first
    this = week.inner_text()
    tab_to(reader, "Tuần sau")
    reader.keyboard.press("Enter")
    expect(week).not_to_have_text(this)
    tab_to(reader, "Tuần trước")
    reader.keyboard.press("Enter")
    expect(week).to_have_text(this)


def test_the_focus_is_always_to_be_seen(visit):
    """Each stop of the keyboard differs from the same thing without the focus."""
    page = visit()
    page.goto("/")
    page.keyboard.press("Tab")
    stops = 0
    while page.evaluate("document.activeElement !== document.body") and stops < 150:
        style = page.evaluate(
            "(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert style[0] != "none", page.evaluate("document.activeElement.outerHTML")
        assert style[1] != "0px", page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
        stops += 1
    assert stops > 30


def test_no_reader_is_asked_to_sign_in_or_given_a_cookie(reader):
    for path in ("/", "/gioi-thieu/", "/tin-tuc/", "/don-vi/", "/chuong-trinh-cong-tac/", "/rss/"):
        response = reader.request.get(path)
        assert response.ok
        assert "/admin/" not in response.text()
    assert reader.context.cookies() == []


@pytest.mark.rule("R34")
def test_a_form_of_the_organisation_commission_is_found_from_home(reader):
    reader.goto("/")
    menu = reader.locator(".menu-all summary")
    menu.press("Enter")
    tab_to(reader, "Công tác tổ chức")
    reader.keyboard.press("Enter")
    expect(heading(reader)).to_have_text("Công tác tổ chức")
    form = reader.locator(".forms a", has_text="Đơn xin vào Đảng")
    expect(form).to_be_visible()
    with reader.expect_download() as begun:
        form.click()
    assert begun.value.suggested_filename.endswith(".docx")
