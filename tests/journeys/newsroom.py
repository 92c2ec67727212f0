"""What people of the chain do in the admin, step by step, as they would by hand."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

#: Labels of the blocks as the editor offers them.
TEXT, IMAGE, FILE = "Đoạn văn", "Hình ảnh", "Tệp"


def begin_article(page: Page, unit: str) -> None:
    """From the home page of the admin to an empty article below the page of ``unit``."""
    page.goto("/admin/pages/")
    page.get_by_role("link", name=unit, exact=True).first.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    page.goto(page.url + "add_subpage/")
    page.get_by_role("link", name="Tin, bài", exact=True).click()
    expect(page.locator("#id_title")).to_be_visible()


def write(page: Page, *, title: str, lead: str, text: str) -> None:
    """Type the article's own words."""
    page.locator("#id_title").press_sequentially(title)
    page.locator("#id_lead").press_sequentially(lead)
    add_block(page, TEXT)
    write_on(page, text)
    save(page)


def add_block(page: Page, label: str) -> Locator:
    """Add a block below the others, from the menu that opens at the end."""
    blocks = page.locator("[data-contentpath=body] [data-streamfield-child]")
    before = blocks.count()
    page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
    page.get_by_role("option", name=label, exact=True).click()
    expect(blocks).to_have_count(before + 1)
    return blocks.last


def show_image(page: Page, file: Path, *, title: str, alternative: str, caption: str) -> None:
    """Add an image block; upload the image in the chooser."""
    block = add_block(page, IMAGE)
    block.locator("[data-chooser-action-choose]").first.click()
    upload(page, file, {"title": title, "description": alternative})
    expect(block.get_by_text(title)).to_be_visible()
    block.locator("[data-contentpath=caption] input").press_sequentially(caption)


def offer_file(page: Page, file: Path, *, title: str) -> None:
    """Add a file block; upload the file in the chooser."""
    block = add_block(page, FILE)
    block.locator("[data-chooser-action-choose]").first.click()
    upload(page, file, {"title": title})
    expect(block.get_by_text(title)).to_be_visible()


def upload(page: Page, file: Path, fields: dict[str, str]) -> None:
    """Fill and send the upload form of an open chooser."""
    chooser = page.locator(".modal-dialog")
    chooser.locator("[role=tab][href='#tab-upload']").click()
    form = chooser.locator("#tab-upload form")
    form.locator("[type=file]").set_input_files(file)
    for name, value in fields.items():
        form.locator(f"[name$='-{name}']").fill(value)
    form.locator("[type=submit]").click()
    expect(chooser).to_be_hidden()


def declaration(page: Page) -> Locator:
    return page.locator(".chain-panel__declaration input")


def post(page: Page, button: Locator) -> None:
    """Send the form, and be where the answer leads. Autosave's own requests do not count."""
    with page.expect_response(
        lambda answer: answer.request.is_navigation_request() and answer.request.method == "POST"
    ):
        button.click()
    page.wait_for_load_state()


def submit(page: Page, *, declared: bool) -> None:
    """Send the article into its chain with the button beside "save"."""
    expect(page.locator(".w-autosave-indicator__state--saving")).to_be_hidden()
    declaration(page).set_checked(declared)
    page.locator("footer .w-dropdown__toggle").click()
    post(page, page.locator("[name=action-submit]"))


def open_from_desk(page: Page, title: str) -> None:
    """Follow the piece's link on "my work"."""
    page.goto("/admin/")
    page.locator(".desk").get_by_role("link", name=title).click()
    page.wait_for_load_state()


def open_editor(page: Page, title: str) -> None:
    open_from_desk(page, title)
    page.get_by_role("link", name="Mở trang soạn thảo").click()
    expect(page.locator("#id_title")).to_be_visible()


def is_on_desk(page: Page, title: str) -> bool:
    page.goto("/admin/")
    return page.locator(".desk").get_by_role("link", name=title).count() > 0


def approve(page: Page, title: str, button: str = "Duyệt") -> None:
    open_from_desk(page, title)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("Đã ghi nhận")).to_be_visible()


def send_back(page: Page, title: str, comment: str) -> None:
    open_from_desk(page, title)
    page.locator("#id_comment").press_sequentially(comment)
    page.get_by_role("button", name="Trả lại", exact=True).click()
    expect(page.locator(".chain__stage--returned")).to_contain_text(comment)


def stage_now(page: Page) -> Locator:
    """The stage at which the piece on this page stands."""
    return page.locator("[aria-current=step]")


def write_on(page: Page, words: str) -> None:
    """Go on at the end of the article's first text, until its editor has taken it in.

    Draftail hands what was typed to the form a quarter of a second later.
    """
    block = page.locator("[data-contentpath=body] [data-streamfield-child]").first
    text = block.get_by_role("textbox")
    text.click()
    text.press("Control+End")
    text.press_sequentially(words)
    expect(block.locator("input[name$='-value']")).to_have_value(re.compile(re.escape(words)))


def save(page: Page) -> None:
    expect(page.locator(".w-autosave-indicator__state--saving")).to_be_hidden()
    post(page, page.locator("footer .action-save"))
    expect(page.locator(".messages .success")).to_be_visible()


def withdraw(page: Page, piece: str, reason: str) -> None:
    """Take down a public piece, known by its key, from its page of review."""
    page.goto(f"/admin/approvals/page/{piece}/")
    page.get_by_role("link", name="Gỡ xuống", exact=True).click()
    page.locator("#id_reason").press_sequentially(reason)
    page.get_by_role("button", name="Gỡ ngay").click()
    expect(page.get_by_text("Đã gỡ")).to_be_visible()


def open_published(page: Page, title: str) -> None:
    """Open the editor of a public entry of the programme, found in the list of entries."""
    page.goto("/admin/snippets/units/programmeentry/")
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("#id_title")).to_be_visible()
