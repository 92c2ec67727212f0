"""Text out of PDF files, page by page, read once per file."""

import hashlib
import logging
from typing import BinaryIO

import pypdfium2

from .models import FileText
from .text import clean

logger = logging.getLogger("portal.search")

MAX_PAGES = 500
MAX_CHARACTERS = 40_000
_CHUNK = 1 << 20


def file_pages(file: BinaryIO) -> list[str]:
    """The text of each page of a PDF file, in NFC; page 1 is the first item.

    ``file`` is open for reading in binary mode and is left at its beginning. The
    result is kept by the file's SHA-256. A file that is no PDF, is encrypted or
    broken gives no pages: what cannot be read cannot be found, and that is no
    reason to stop its publication. Pages beyond :data:`MAX_PAGES` are left out.
    """
    digest = _digest(file)
    if (known := FileText.objects.filter(digest=digest).first()) is not None:
        return known.pages
    pages = read_pdf(file)
    FileText.objects.get_or_create(digest=digest, defaults={"pages": pages})
    return pages


def read_pdf(file: BinaryIO) -> list[str]:
    """Like :func:`file_pages`, without the memory; touches no database."""
    file.seek(0)
    try:
        content = pypdfium2.PdfDocument(file.read())
    except pypdfium2.PdfiumError as error:
        logger.info("A file has no text to search: %s", error)
        return []
    finally:
        file.seek(0)
    try:
        return [_page_text(content, at) for at in range(min(len(content), MAX_PAGES))]
    finally:
        content.close()


def _page_text(content: pypdfium2.PdfDocument, at: int) -> str:
    """The text of one page; empty when that page alone is broken."""
    try:
        page = content[at]
        text = page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError as error:
        logger.info("Page %s of a file has no text to search: %s", at + 1, error)
        return ""
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
