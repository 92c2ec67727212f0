"""A translator brings an article to ``/en/``: a text by hand, a PO file, the chain, the switch."""

import re
from pathlib import Path

import polib
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.portals import keep

from . import newsroom

pytestmark = [pytest.mark.needs_chromium, pytest.mark.once, pytest.mark.xdist_group("portal")]

#: A public article of the demo, of a unit whose page stands in English already.
UNIT = "Ban Tổ chức Đảng ủy Khối"
SOURCE = "Thông báo thời gian tiếp nhận hồ sơ chuyển sinh hoạt đảng"
ADDRESS = "/don-vi/ban-to-chuc/thong-bao-thoi-gian-tiep-nhan-ho-so-chuyen-sinh-hoat-dang/"
TITLE = "When files for a transfer of Party activities are received: Sunflowerfield"
TEXT = "A text in English."


def begin(page: Page, key: str) -> None:
    """Submit the article for translation into English."""
    page.goto(f"/admin/localize/submit/page/{key}/")
    page.get_by_label("Tiếng Anh").check()
    newsroom.post(page, page.locator("main form [type=submit]"))
    expect(editor(page)).to_contain_text(SOURCE)


def editor(page: Page) -> Locator:
    return page.locator(".js-translation-editor")


def translate_by_hand(page: Page, source: str, text: str) -> None:
    segment = editor(page).get_by_role("listitem").filter(has_text=source).last
    segment.get_by_role("button", name="Dịch").click()
    segment.locator("textarea").fill(text)
    segment.get_by_role("button", name="Lưu").click()
    expect(editor(page)).to_contain_text(text)


def translate_the_rest_by_po_file(page: Page, folder: Path) -> None:
    """As an agency would: download, translate, upload."""
    with page.expect_download() as download:
        editor(page).get_by_role("link", name="Tải tệp PO").click()
    po = polib.pofile(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [entry.msgstr for entry in po if entry.msgstr] == [TITLE]
    for entry in po:
        entry.msgstr = entry.msgstr or TEXT
    po.save(str(folder / "en.po"))
    with page.expect_file_chooser() as chooser, page.expect_navigation():
        editor(page).get_by_text("Tải tệp PO lên").click()
        chooser.value.set_files(folder / "en.po")
    expect(editor(page)).to_contain_text(TEXT)


def submit(page: Page, *, declared: bool = True) -> None:
    page.locator(".chain-panel__declaration input").set_checked(declared)
    newsroom.post(page, page.get_by_role("button", name="Gửi duyệt bản dịch"))


def switch(page: Page) -> Locator:
    return page.locator(".languages a")


@pytest.mark.rule("R57")
def test_an_article_becomes_english_by_its_own_chain(portal, sign_in, visit, tmp_path):
    translator, reader = sign_in("translator"), visit(java_script_enabled=False)
    reader.goto(ADDRESS)
    expect(switch(reader)).to_have_count(0)
    key = portal.run(
        "from units.models import ArticlePage\n"
        f"print(ArticlePage.objects.get(title={SOURCE!r}, locale__language_code='vi').pk)"
    )

    begin(translator, key)
    translate_by_hand(translator, SOURCE, TITLE)
    submit(translator)
    expect(translator.locator(".messages")).to_contain_text("đoạn chưa dịch")
    translate_the_rest_by_po_file(translator, tmp_path)
    keep(translator, "translation-editor")
    submit(translator, declared=False)
    expect(translator.locator(".messages")).to_contain_text("cam kết")
    submit(translator)
    expect(translator.locator(".messages .success")).to_contain_text(TITLE)
    assert reader.request.get(f"/en{ADDRESS}").status == 404

    for name, button in (("editor", "Duyệt"), ("standing", "Duyệt"), ("publisher", "Xuất bản")):
        newsroom.approve(sign_in(name), TITLE, button)

    reader.goto(ADDRESS)
    expect(switch(reader)).to_have_text("English")
    switch(reader).click()
    assert reader.url.endswith(f"/en{ADDRESS}")
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    expect(reader.locator("article")).to_contain_text(TEXT)
    expect(reader.locator(".byline")).to_have_text(re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}"))
    keep(reader, "translation-article-en")
    switch(reader).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(SOURCE)
    reader.goto("/en/rss/")
    assert TITLE in reader.content()
