"""The closed list of file formats: what may be uploaded, how large, and served as what.

Source: requirements 2B.4 (Circular 39/2017/TT-BTTTT and usual practice); clause 7.1.
"""

import posixpath
from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1024 * 1024

#: Pixels of all frames together; what a decoder must be able to hold in memory.
MAX_PIXELS = 60_000_000


class Family(StrEnum):
    IMAGE = "image"
    DOCUMENT = "document"
    AUDIO = "audio"
    VIDEO = "video"
    CAPTIONS = "captions"


#: Bytes an upload of each family may have.
MAX_SIZES = {
    Family.IMAGE: 20 * MEGABYTE,
    Family.DOCUMENT: 50 * MEGABYTE,
    Family.AUDIO: 100 * MEGABYTE,
    Family.VIDEO: 500 * MEGABYTE,
    Family.CAPTIONS: MEGABYTE,
}


@dataclass(frozen=True)
class Format:
    """One format: the extension that names it and the type it is served as."""

    family: Family
    content_type: str


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

#: Lower-case extension -> format of what may be uploaded.
UPLOADS: dict[str, Format] = {
    "jpg": Format(Family.IMAGE, "image/jpeg"),
    "jpeg": Format(Family.IMAGE, "image/jpeg"),
    "png": Format(Family.IMAGE, "image/png"),
    "gif": Format(Family.IMAGE, "image/gif"),
    "tif": Format(Family.IMAGE, "image/tiff"),
    "tiff": Format(Family.IMAGE, "image/tiff"),
    "pdf": Format(Family.DOCUMENT, "application/pdf"),
    "docx": Format(Family.DOCUMENT, f"{_OOXML}.wordprocessingml.document"),
    "xlsx": Format(Family.DOCUMENT, f"{_OOXML}.spreadsheetml.sheet"),
    "pptx": Format(Family.DOCUMENT, f"{_OOXML}.presentationml.presentation"),
    "odt": Format(Family.DOCUMENT, f"{_ODF}.text"),
    "ods": Format(Family.DOCUMENT, f"{_ODF}.spreadsheet"),
    "odp": Format(Family.DOCUMENT, f"{_ODF}.presentation"),
    "rtf": Format(Family.DOCUMENT, "application/rtf"),
    "txt": Format(Family.DOCUMENT, "text/plain; charset=utf-8"),
    "csv": Format(Family.DOCUMENT, "text/csv; charset=utf-8"),
    "vtt": Format(Family.CAPTIONS, "text/vtt; charset=utf-8"),
    "zip": Format(Family.DOCUMENT, "application/zip"),
    "mp3": Format(Family.AUDIO, "audio/mpeg"),
    "m4a": Format(Family.AUDIO, "audio/mp4"),
    "aac": Format(Family.AUDIO, "audio/aac"),
    "mp4": Format(Family.VIDEO, "video/mp4"),
    "webm": Format(Family.VIDEO, "video/webm"),
}

#: What the portal itself makes out of uploaded images.
_RENDITIONS = {"webp": "image/webp", "avif": "image/avif"}

_UNKNOWN = "application/octet-stream"


def extension_of(name: str) -> str:
    """The lower-case extension of a file name, without its dot; "" if it has none."""
    return posixpath.splitext(name)[1].lower().lstrip(".")


def extensions(*families: Family) -> list[str]:
    """Extensions that may be uploaded as one of ``families``, in the order of the list."""
    return [name for name, found in UPLOADS.items() if found.family in families]


def content_type_of(name: str) -> str:
    """The type a stored file is served as: never one that a browser would run."""
    extension = extension_of(name)
    if extension in UPLOADS:
        return UPLOADS[extension].content_type
    return _RENDITIONS.get(extension, _UNKNOWN)


def is_shown_inline(name: str) -> bool:
    """Whether a browser may show the file itself; everything else it must download."""
    content_type = content_type_of(name)
    return content_type == "application/pdf" or content_type.startswith(
        ("image/", "audio/", "video/")
    )
