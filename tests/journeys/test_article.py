"""The main job: an article from its first word to its reader, and out of sight again."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.assets import samples
from tests.portals import keep

from . import newsroom
from .addresses import LISTS, Traces, traces_of

pytestmark = [pytest.mark.needs_chromium, pytest.mark.once, pytest.mark.xdist_group("portal")]

UNIT = "Đảng bộ Bệnh viện Đa khoa tỉnh"
LEAD = "Từ đầu tháng, quầy đón tiếp mở cửa sớm hơn một giờ."
TEXT = "Mỗi ngày có ba đồng chí trực hướng dẫn người bệnh."
CAPTION = "Quầy đón tiếp sáng đầu tuần"
ALTERNATIVE = "Điều dưỡng hướng dẫn người bệnh lấy số"
COMMENT = "Đề nghị nêu rõ số lượt người bệnh đã được hướng dẫn."
MENDED = " Đã hướng dẫn 340 lượt người bệnh."
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


@pytest.mark.rule("R29", "R57")
def test_from_a_draft_to_its_reader_with_a_return_in_between(room, files):
    title = "Bệnh viện mở quầy đón tiếp Hoahướngdương"
    author = room.contributor

    newsroom.begin_article(author, UNIT)
    newsroom.write(author, title=title, lead=LEAD, text=TEXT)
    newsroom.show_image(
        author,
        files / "anh.png",
        title="Quầy đón tiếp",
        alternative=ALTERNATIVE,
        caption=CAPTION,
    )
    newsroom.offer_file(author, files / "ke-hoach.docx", title="Kế hoạch đón tiếp")
    newsroom.submit(author, declared=False)
    box = author.locator(".chain-panel__declaration")
    expect(box).to_contain_text("Đề nghị đánh dấu vào ô cam kết")
    keep(author, "journey-1-declaration-missing")
    expect(author.locator("#id_title")).to_have_value(title)
    expect(author.locator("#id_lead")).to_have_value(LEAD)
    expect(author.locator("[data-contentpath=body]")).to_contain_text(TEXT)
    expect(author.locator("[data-contentpath=caption] input")).to_have_value(CAPTION)
    assert not newsroom.is_on_desk(room.leader, title)

    newsroom.submit(author, declared=True)
    traces = traces_of_piece(author, title)
    assert any("/documents/" in file for file in traces.files)
    assert any("/media/" in file for file in traces.files)
    assert room.shown(traces) == set()

    newsroom.approve(room.leader, title)
    assert room.shown(traces) == set()

    newsroom.send_back(room.editor, title, COMMENT)
    keep(room.editor, "journey-2-returned")
    assert room.shown(traces) == set()

    newsroom.open_editor(author, title)
    expect(author.locator(".chain-panel")).to_contain_text(COMMENT)
    newsroom.write_on(author, MENDED)
    newsroom.submit(author, declared=True)
    assert room.shown(traces) == set()

    assert not newsroom.is_on_desk(room.editor, title)
    newsroom.open_from_desk(room.leader, title)
    expect(newsroom.stage_now(room.leader)).to_contain_text("Đơn vị duyệt")
    keep(room.leader, "journey-3-new-text-at-the-leader")
    for person in (room.leader, room.editor, room.standing):
        newsroom.approve(person, title)
        assert room.shown(traces) == set()
    newsroom.approve(room.publisher, title, "Xuất bản")

    read(room.reader, traces, title)
    seen = room.shown(traces)
    assert {traces.path, *traces.files} <= seen
    assert seen >= SHOWN_IN
    assert traces.searches()[0] in seen


def read(page: Page, traces: Traces, title: str) -> None:
    """An anonymous reader finds the article below its unit and reads it."""
    page.goto("/don-vi/")
    page.get_by_role("link", name=UNIT, exact=True).first.click()
    page.get_by_role("link", name=title, exact=True).first.click()
    assert page.url.endswith(traces.path)
    article = page.get_by_role("article")
    expect(article.get_by_role("heading", level=1)).to_have_text(title)
    for words in (LEAD, TEXT + MENDED, CAPTION, UNIT, "Cù Thị Mai Trâm"):
        expect(article).to_contain_text(words)
    expect(article.get_by_role("img", name=ALTERNATIVE)).to_be_visible()
    keep(page, "journey-4-read")


def test_the_leader_confirms_once_what_the_editor_mended(room):
    title = "Khoa Nhi đón bệnh nhi Bôngsen"
    write_and_submit(room.contributor, title)
    traces = traces_of_piece(room.contributor, title)
    newsroom.approve(room.leader, title)

    newsroom.open_editor(room.editor, title)
    newsroom.write_on(room.editor, MENDED)
    newsroom.save(room.editor)
    newsroom.approve(room.editor, title)
    assert room.shown(traces) == set()
    assert not newsroom.is_on_desk(room.standing, title)

    newsroom.open_from_desk(room.leader, title)
    room.leader.get_by_role("link", name="Thay đổi kể từ lần đồng chí duyệt").click()
    expect(room.leader.locator("main")).to_contain_text(MENDED.strip())
    newsroom.approve(room.leader, title, "Xác nhận nội dung đã biên tập")
    assert not newsroom.is_on_desk(room.editor, title)

    newsroom.approve(room.standing, title)
    assert room.shown(traces) == set()
    newsroom.approve(room.publisher, title, "Xuất bản")
    room.reader.goto(traces.path)
    expect(room.reader.get_by_role("article")).to_contain_text(TEXT + MENDED)
    expect(room.reader.locator(".byline")).to_contain_text("Cù Thị Mai Trâm")


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
