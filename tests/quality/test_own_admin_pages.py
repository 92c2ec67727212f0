"""Our own parts of the admin: axe finds nothing in them. The rest is Wagtail's."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.portals import DESKTOP, PHONE, keep

from .accessibility import violations

pytestmark = [pytest.mark.needs_chromium, pytest.mark.once, pytest.mark.xdist_group("portal")]


def check(page: Page, part: str, name: str) -> None:
    """``part`` is a selector of what is ours."""
    found = {}
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        found[size["width"]] = violations(page, part)
        keep(page, f"admin-{name}-{size['width']}")
    assert found == {390: [], 1440: []}


def waiting_piece(page: Page) -> None:
    """Open what waits at the top of the desk."""
    page.locator(".desk a").first.click()
    page.wait_for_url(re.compile("/admin/approvals/"))


def test_the_desk(sign_in):
    check(sign_in("leader"), ".desk", "desk")


def test_the_page_of_review(sign_in):
    page = sign_in("leader")
    waiting_piece(page)
    check(page, ".review", "review")


def test_the_chain_in_the_editor(sign_in):
    page = sign_in("leader")
    waiting_piece(page)
    page.goto(page.locator(".review__links a[href*='/edit/']").get_attribute("href"))
    check(page, ".chain-panel", "editor")


def test_the_form_of_a_withdrawal(sign_in):
    page = sign_in("publisher")
    page.goto("/admin/pages/")
    key = re.search(r"/(\d+)/", page.locator("main a[href*='/edit/']").first.get_attribute("href"))
    page.goto(f"/admin/approvals/page/{key[1]}/")
    page.get_by_role("link", name="Gỡ xuống", exact=True).click()
    expect(page.locator("#id_reason")).to_be_visible()
    check(page, "main form", "withdraw")
