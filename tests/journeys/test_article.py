"""An article on its way to its readers, and out of their sight again."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.assets import samples

from . import newsroom
from .addresses import LISTS, Traces, traces_of

pytestmark = [pytest.mark.needs_chromium, pytest.mark.once, pytest.mark.xdist_group("portal")]

UNIT = "Đảng bộ Bệnh viện Đa khoa tỉnh"
LEAD = "Từ đầu tháng, quầy đón tiếp mở cửa sớm hơn một giờ."
TEXT = "Mỗi ngày có ba đồng chí trực hướng dẫn người bệnh."
REASON = "Số liệu chưa được đơn vị xác nhận lại."

#: Lists that show a new piece of the hospital to readers.
SHOWN_IN = set(LISTS) - {
    "/tin-tuc/?page=2",
    "/don-vi/",
    "/chuong-trinh-cong-tac/",
    "/chuong-trinh-cong-tac/lich.ics",
}


@dataclass
class Newsroom:
    """The people of the chain, each in a browser of their own; ``reader`` knows no script."""

    contributor: Page
    leader: Page
    editor: Page
    standing: Page
    publisher: Page
    reader: Page

    def shown(self, traces: Traces) -> set[str]:
        return traces.seen_by(self.reader.request)


@pytest.fixture
def room(sign_in, visit) -> Newsroom:
    names = ("contributor", "leader", "editor", "standing", "publisher")
    return Newsroom(
        **{name: sign_in(name) for name in names}, reader=visit(java_script_enabled=False)
    )


@pytest.fixture
def files(tmp_path):
    """A picture and a paper as somebody would have them on their desk."""
    (tmp_path / "anh.png").write_bytes(samples.picture(size=(1600, 1000)))
    (tmp_path / "ke-hoach.docx").write_bytes(samples.docx())
    return tmp_path


def traces_of_piece(page: Page, title: str) -> Traces:
    """By what readers would notice the piece; its title ends with a word of its own."""
    newsroom.open_from_desk(page, title)
    return traces_of(page, title.rsplit(maxsplit=1)[-1])


def write_and_submit(page: Page, title: str) -> None:
    newsroom.begin_article(page, UNIT)
    newsroom.write(page, title=title, lead=LEAD, text=TEXT)
    newsroom.submit(page, declared=True)
    expect(page.locator(".messages .success")).to_contain_text(title)


def publish(room: Newsroom, title: str) -> None:
    newsroom.approve(room.leader, title)
    newsroom.approve(room.editor, title)
    newsroom.approve(room.standing, title)
    newsroom.approve(room.publisher, title, "Xuất bản")


def test_a_withdrawn_article_is_gone_from_every_address_at_once(room, files):
    title = "Thông tin cần xem lại Hoatigôn"
    author = room.contributor
    newsroom.begin_article(author, UNIT)
    newsroom.write(author, title=title, lead=LEAD, text=TEXT)
    newsroom.offer_file(author, files / "ke-hoach.docx", title="Kế hoạch xem lại")
    newsroom.submit(author, declared=True)
    traces = traces_of_piece(author, title)
    publish(room, title)
    assert {traces.path, *traces.files} | SHOWN_IN <= room.shown(traces)

    newsroom.withdraw(room.publisher, traces.key, REASON)
    assert room.shown(traces) == set()
    room.reader.goto(traces.path)
    expect(room.reader.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
