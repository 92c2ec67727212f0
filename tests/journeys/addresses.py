"""Every public address that could show a piece, asked for as anybody could."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import APIRequestContext, Page

#: Lists of the demo portal that show pieces of the hospital, and what machines read.
LISTS = (
    "/",
    "/tin-tuc/",
    "/tin-tuc/?page=2",
    "/tin-tuc/tin-tu-co-so/",
    "/don-vi/",
    "/don-vi/benh-vien-da-khoa-tinh/",
    "/chuong-trinh-cong-tac/",
    "/chuong-trinh-cong-tac/lich.ics",
    "/rss/",
    "/tin-tuc/rss/",
    "/don-vi/benh-vien-da-khoa-tinh/rss/",
    "/sitemap.xml",
)

_FILES = re.compile(r"/(?:media|documents)/[^\s\"'&<>,]+")


@dataclass
class Traces:
    """By what readers would notice a piece: a word of its title, its path, its files.

    ``key`` is what the admin knows it by.
    """

    key: str
    word: str
    path: str
    files: set[str] = field(default_factory=set)

    def searches(self) -> tuple[str, ...]:
        """Addresses that find things by words, those included that do not exist (yet)."""
        return f"/tim-kiem/?q={self.word}", f"/api/v2/pages/?search={self.word}"

    def seen_by(self, reader: APIRequestContext) -> set[str]:
        """Addresses at which ``reader`` meets the piece."""
        seen = {path for path in (self.path, *self.files) if reader.get(path).ok}
        slug = self.path.rstrip("/").rpartition("/")[2]
        for path in (*LISTS, *self.searches()):
            text = reader.get(path).text()
            # A page of results repeats the word that was asked for; the address it does not.
            if slug in text or (self.word in text and "q=" not in path):
                seen.add(path)
        return seen


def traces_of(page: Page, word: str) -> Traces:
    """What staff learn from the preview of the piece whose form or review ``page`` shows."""
    key = re.search(r"/(\d+)/(?:edit/)?$", page.url)[1]
    page.goto(f"/admin/pages/{key}/view_draft/")
    path = page.locator("link[rel=canonical]").get_attribute("href")
    html = page.locator("article").inner_html()
    return Traces(key, word, urlsplit(path).path, set(_FILES.findall(html)) - _banners(page))


def _banners(page: Page) -> set[str]:
    """Files of the campaigns below the article are public in their own right."""
    return {
        name
        for html in page.locator(".banners").all()
        for name in _FILES.findall(html.inner_html())
    }
