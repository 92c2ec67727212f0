"""R41 in a browser: an officer's entry is approved, changed, and pinned up on one sheet."""

import datetime as dt
import io

import pypdfium2
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.portals import keep

from . import newsroom

pytestmark = [
    pytest.mark.needs_chromium,
    pytest.mark.once,
    pytest.mark.xdist_group("portal"),
    pytest.mark.rule("R41"),
]

ADDRESS = "/chuong-trinh-cong-tac/"
TITLE = "Kiểm tra phòng cháy Hoaphượng"
#: A4 across, in points.
SHEET = (842, 595)


def write_entry(page: Page, day: dt.date) -> None:
    page.goto("/admin/snippets/units/programmeentry/add/")
    for field, value in (
        ("title", TITLE),
        ("day", f"{day:%d/%m/%Y}"),
        ("starts", "08:00"),
        ("ends", "10:00"),
        ("chair", "Bí thư Đảng ủy"),
        ("attendees", "Đội phòng cháy cơ sở"),
        ("place", "Sân nhà A"),
    ):
        page.locator(f"#id_{field}").fill(value)
    page.keyboard.press("Escape")
    newsroom.submit(page, declared=True)


def approve_all(people: dict[str, Page]) -> None:
    newsroom.approve(people["leader"], TITLE)
    newsroom.approve(people["standing"], TITLE)
    newsroom.approve(people["publisher"], TITLE, "Xuất bản")


def row_of(page: Page, day: dt.date):
    page.goto(f"{ADDRESS}?week={day}")
    return page.locator(".programme tr", has_text=TITLE)


def test_an_entry_is_approved_changed_and_printed_on_one_sheet(sign_in, visit):
    people = {name: sign_in(name) for name in ("contributor", "leader", "standing", "publisher")}
    author, reader = people["contributor"], visit()
    day = timezone.localdate() + dt.timedelta(days=28)

    write_entry(author, day)
    expect(row_of(reader, day)).to_have_count(0)
    approve_all(people)
    row = row_of(reader, day)
    expect(row).to_contain_text("08:00 - 10:00")
    expect(row.locator(".programme-change")).to_have_count(0)

    newsroom.open_published(author, TITLE)
    author.locator("#id_starts").fill("14:00")
    author.locator("#id_ends").fill("16:00")
    newsroom.submit(author, declared=True)
    expect(author.get_by_text("Đề nghị ghi ngắn gọn nội dung thay đổi")).to_be_visible()
    keep(author, "programme-change-not-told")
    author.locator("#id_note").fill("Chuyển sang buổi chiều")
    newsroom.submit(author, declared=True)
    approve_all(people)
    row = row_of(reader, day)
    expect(row).to_contain_text("14:00 - 16:00")
    expect(row.locator(".programme-change")).to_contain_text("Chuyển sang buổi chiều")
    keep(reader, "programme-changed")

    reader.goto(ADDRESS)
    sheets = pypdfium2.PdfDocument(io.BytesIO(reader.pdf(prefer_css_page_size=True)))
    assert [tuple(round(side) for side in sheet.get_size()) for sheet in sheets] == [SHEET]
    text = sheets[0].get_textpage().get_text_bounded()
    assert "Chào cờ đầu tuần" in text
    assert "Chủ nhật" in text
