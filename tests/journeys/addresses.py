"""Every public address that could show a piece, asked for as anybody could."""

import re
from dataclasses import dataclass, field
from http import HTTPStatus

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


@dataclass
class Traces:
    """By what readers would notice a piece: a word of its title, its path, its files."""

    word: str
    path: str
    files: set[str] = field(default_factory=set)

    def searches(self) -> tuple[str, ...]:
        return (f"/tim-kiem/?q={self.word}", f"/tin-tuc/?q={self.word}", f"/api/v2/pages/?search={self.word}")

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
    """What a preview by staff gives away: where the piece will stand, and its files."""
    html = page.content()
    files = set(re.findall(r"/(?:media|documents)/[^\s\"'&<>,]+", html))
    path = page.locator("link[rel=canonical]").get_attribute("href")
    return Traces(word, re.sub(r"^https?://[^/]+", "", path), files)


def refused(reader: APIRequestContext, path: str) -> bool:
    return reader.get(path).status == HTTPStatus.NOT_FOUND
