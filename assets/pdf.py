"""Opening PDF files with PDFium, which is fast but serves one thread at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pypdfium2

#: Every use of PDFium in this process goes through this lock (it is not thread-safe).
_one_at_a_time = threading.RLock()


class UnreadablePdf(Exception):
    """The file is damaged, empty, locked by a password, or no PDF."""


@contextmanager
def opened(file: BinaryIO) -> Iterator[pypdfium2.PdfDocument]:
    """The document in ``file``, for this thread alone while the block runs.

    :raises UnreadablePdf: if PDFium cannot open it or it has no page.
    """
    with _one_at_a_time:
        file.seek(0)
        try:
            document = pypdfium2.PdfDocument(file.read())
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf(str(error)) from error
        try:
            if len(document) < 1:
                raise UnreadablePdf("no pages")
            yield document
        finally:
            document.close()


def text_of(file: BinaryIO, pages: int | None = None) -> list[str]:
    """The text of the first ``pages`` pages (all, if None), one string a page.

    :raises UnreadablePdf: if the document cannot be opened.
    """
    with opened(file) as document:
        count = len(document) if pages is None else min(pages, len(document))
        return [document[number].get_textpage().get_text_bounded() for number in range(count)]
