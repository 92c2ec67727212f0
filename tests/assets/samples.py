"""Small real files of each kind, made on the spot."""

import io
import struct
import zipfile
import zlib

import pypdfium2
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from assets.models import Document, Image, Media

HTML = b"<!DOCTYPE html><script>alert(1)</script>"


def picture(kind: str = "PNG", size: tuple[int, int] = (120, 80), **options) -> bytes:
    output = io.BytesIO()
    Pillow.new("RGB", size, "#8c1c13").save(output, kind, **options)
    return output.getvalue()


def pdf(pages: int = 1) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 300)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def archive(**entries: str | bytes) -> bytes:
    """A zip archive; ``__`` in a name stands for ``/``, ``_dot_`` for ``.``."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return output.getvalue()


def docx(**more: str | bytes) -> bytes:
    return archive(
        **{"[Content_Types]_dot_xml": "<Types/>", "word__document_dot_xml": "<w/>"}, **more
    )


def odt() -> bytes:
    kind = "application/vnd.oasis.opendocument.text"
    return archive(mimetype=kind, content_dot_xml="<office/>")


MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(300)
M4A = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42" + bytes(300)
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(300)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(300)
PROGRAM = b"MZ\x90\x00\x03" + bytes(400)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def image(name: str = "anh.png", content: bytes | None = None, **fields) -> Image:
    fields.setdefault("title", "Quang cảnh hội nghị")
    fields.setdefault("description", "Toàn cảnh hội trường trong phiên họp")
    return Image.objects.create(file=ContentFile(content or picture(), name), **fields)


def document(name: str = "128-QD.pdf", content: bytes | None = None, **fields) -> Document:
    fields.setdefault("title", "Quyết định")
    return Document.objects.create(file=ContentFile(content or pdf(), name), **fields)


def media(name: str = "phim.mp4", content: bytes = MP4, **fields) -> Media:
    fields = {"title": "Phim giới thiệu", "type": "video", "duration": 30, **fields}
    return Media.objects.create(
        file=ContentFile(content, name), thumbnail=ContentFile(picture(), "bia.png"), **fields
    )


def png_of_size(width: int, height: int) -> bytes:
    """A small PNG file that claims to be ``width`` x ``height``."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * 10), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
