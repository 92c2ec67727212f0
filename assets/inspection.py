"""What a document, sound or video file must contain to be what its extension says.

Each check reads the file with a real parser where there is one. A file that is
two things at once (a PDF with an archive behind it, a page inside a text) is
refused as well: the next program might take it for the other one.
"""

import codecs
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

import filetype
from django.utils.translation import gettext as _
from pypdfium2 import raw as pdfium

from . import pdf
from .exceptions import FileRefused
from .formats import MEGABYTE, UPLOADS, extension_of

MAX_ENTRIES = 2_000
MAX_UNPACKED = 500 * MEGABYTE

#: Kinds of content (by signature) that each extension may have.
_SIGNATURES = {
    "mp3": {"audio/mpeg"},
    "aac": {"audio/aac"},
    "m4a": {"audio/mp4", "video/mp4"},  # some recorders write a general MP4 brand
    "mp4": {"video/mp4"},
    "webm": {"video/webm"},
}
_MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
_MACROS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|basic/|scripts/)", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<\s*(!doctype|html|head|body|script|svg|\?xml|iframe)", re.IGNORECASE)
#: A cue's line of times (WebVTT, section 4.1); the hours may be left out.
_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_CUE = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}", re.MULTILINE)
_EMBEDDED_OBJECT = re.compile(rb"\\(objdata|objemb|objocx|objupdate)\b")


def check_content(file: BinaryIO, extension: str) -> None:
    """Read ``file`` as what ``extension`` says.

    :raises FileRefused: if it is not that, or holds something that may not come in.
    """
    _CHECKS[extension](file, extension)


def _refuse(extension: str) -> FileRefused:
    return FileRefused(
        _(
            "The content of the file is not what its extension “.%(extension)s” says. Please "
            "save it again with the program it was made with, and upload that (clause 7.1)."
        )
        % {"extension": extension},
        code="content",
    )


def _check_pdf(file: BinaryIO, extension: str) -> None:
    if file.read(5) != b"%PDF-" or zipfile.is_zipfile(file):
        raise _refuse(extension)
    try:
        with pdf.opened(file) as document:
            scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(document)
    except pdf.UnreadablePdf as error:
        raise FileRefused(
            _(
                "The PDF file is damaged, empty or locked by a password. Please make it again, "
                "without a password, and upload that (clause 7.1)."
            ),
            code="content",
        ) from error
    if scripts:
        raise FileRefused(
            _("The PDF file contains a program (JavaScript). Please make it without (clause 7.1)."),
            code="active",
        )


def _check_archive(file: BinaryIO, extension: str) -> None:
    with _archive(file, extension) as archive:
        for entry in archive.infolist():
            if not entry.is_dir() and extension_of(entry.filename) not in UPLOADS:
                raise FileRefused(
                    _(
                        "The archive contains “%(name)s”, a file of a type that is not "
                        "accepted. Please take it out (clause 7.1)."
                    )
                    % {"name": entry.filename},
                    code="format",
                )


def _check_office(file: BinaryIO, extension: str) -> None:
    with _archive(file, extension) as archive:
        names = set(archive.namelist())
        if not {"[Content_Types].xml", _MAIN_PARTS[extension]} <= names:
            raise _refuse(extension)
        _refuse_macros(names)


def _check_open_document(file: BinaryIO, extension: str) -> None:
    with _archive(file, extension) as archive:
        names = set(archive.namelist())
        if not {"mimetype", "content.xml"} <= names:
            raise _refuse(extension)
        with archive.open("mimetype") as entry:
            stated = entry.read(100)
        if stated.strip().decode("ascii", "replace") != UPLOADS[extension].content_type:
            raise _refuse(extension)
        _refuse_macros(names)


def _archive(file: BinaryIO, extension: str) -> zipfile.ZipFile:
    """The archive in ``file``, which must fill the file from its first to its last byte."""
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _refuse(extension) from error
    if not entries or min(entry.header_offset for entry in entries) > 0 or archive.comment:
        raise _refuse(extension)
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise FileRefused(
            _("Unpacked, the file would be too large. Please upload less at a time (clause 7.1)."),
            code="size",
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileRefused(
            _("The file is locked by a password. Please upload it without one (clause 7.1)."),
            code="content",
        )
    return archive


def _refuse_macros(names: set[str]) -> None:
    if any(_MACROS.search(name) for name in names):
        raise FileRefused(
            _("The document contains macros. Please save it without macros (clause 7.1)."),
            code="active",
        )


def _check_rich_text(file: BinaryIO, extension: str) -> None:
    content = file.read()
    if not content.startswith(b"{\\rtf") or _EMBEDDED_OBJECT.search(content):
        raise _refuse(extension)


def _check_text(file: BinaryIO, extension: str) -> None:
    """Text in UTF-8 (TCVN 6909:2001), read in parts: a long list need not fit in memory."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        text = decoder.decode(file.read(MEGABYTE))
        if _MARKUP.match(text):
            raise _refuse(extension)
        while text:
            if "\0" in text:
                raise _refuse(extension)
            text = decoder.decode(file.read(MEGABYTE))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise FileRefused(
            _(
                "The text is not encoded in Unicode UTF-8 (TCVN 6909:2001). Please save it in "
                "UTF-8 and upload that (clause 7.1)."
            ),
            code="encoding",
        ) from error


def _check_captions(file: BinaryIO, extension: str) -> None:
    """WebVTT with its first line and at least one cue; small enough to be read at once."""
    _check_text(file, extension)
    file.seek(0)
    text = file.read().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", text) or not _CUE.search(text):
        raise FileRefused(
            _(
                "The captions are not in WebVTT: the file begins with the line WEBVTT, and each "
                "caption with its times, such as 00:01.000 --> 00:04.000. Please export them in "
                "that format and upload that (clause 7.1)."
            ),
            code="content",
        )


def _check_signature(file: BinaryIO, extension: str) -> None:
    kind = filetype.guess(file.read(8192))
    if kind is None or kind.mime not in _SIGNATURES[extension]:
        raise _refuse(extension)


_CHECKS: dict[str, Callable[[BinaryIO, str], None]] = {
    "pdf": _check_pdf,
    "zip": _check_archive,
    "rtf": _check_rich_text,
    **dict.fromkeys(_MAIN_PARTS, _check_office),
    **dict.fromkeys(("odt", "ods", "odp"), _check_open_document),
    **dict.fromkeys(("txt", "csv"), _check_text),
    "vtt": _check_captions,
    **dict.fromkeys(_SIGNATURES, _check_signature),
}
