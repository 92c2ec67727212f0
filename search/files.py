"""Text out of PDF files, page by page, read once per file."""

import hashlib
from collections.abc import Callable
from typing import BinaryIO

from .models import FileText
from .text import clean

MAX_PAGES = 500
MAX_CHARACTERS = 40_000
_CHUNK = 1 << 20

Reader = Callable[[BinaryIO, int], list[str]]
"""Gives the texts of at most so many first pages; none of a file that it cannot read."""

_readers: list[Reader] = []


def read_with(reader: Reader) -> None:
    """Say how PDF files are read: whoever opens them elsewhere knows, and search does not."""
    _readers[:] = [reader]


def file_pages(file: BinaryIO) -> list[str]:
    """The text of each page of a PDF file, in NFC; page 1 is the first item.

    ``file`` is open for reading in binary mode and is left at its beginning. The
    result is kept by the file's SHA-256. What cannot be read cannot be found, and
    that is no reason to stop its publication. Pages beyond :data:`MAX_PAGES` are
    left out.
    """
    digest = _digest(file)
    if (known := FileText.objects.filter(digest=digest).first()) is not None:
        return known.pages
    pages = [_tidy(text) for reader in _readers for text in reader(file, MAX_PAGES)]
    FileText.objects.get_or_create(digest=digest, defaults={"pages": pages})
    return pages


def _tidy(text: str) -> str:
    # PDFs break lines where the paper ended and mark hyphenation with U+0002, U+FFFE.
    joined = text.replace("\u0002", "").replace("\ufffe", "").replace("\r\n", "\n")
    return clean(joined)[:MAX_CHARACTERS].strip()


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    summed = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        summed.update(chunk)
    file.seek(0)
    return summed.hexdigest()
