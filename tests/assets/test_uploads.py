"""What may come in, and how it is refused."""

import hashlib
import io
import unicodedata

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from assets import formats
from assets.exceptions import FileRefused
from assets.models import Document, Image, Media

from . import samples

pytestmark = pytest.mark.django_db

PDF_WITH_SCRIPT = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R"
    b"/Names<</JavaScript<</Names[(a)3 0 R]>>>>>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[4 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n"
    b"4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"

ACCEPTED = {
    "document": [
        ("văn bản.pdf", samples.pdf()),
        ("a.docx", samples.docx()),
        ("a.odt", samples.odt()),
        ("a.rtf", b"{\\rtf1\\ansi Xin ch\\'e0o}"),
        ("a.txt", "Đảng ủy Khối".encode()),
        ("a.txt", "\ufeffcó dấu thứ tự byte".encode()),
        ("a.csv", "số;trích yếu\n1;Về việc".encode()),
        ("a.zip", samples.archive(**{"a_dot_pdf": samples.pdf(), "thu muc__b_dot_docx": b"x"})),
    ],
    "audio": [("a.mp3", samples.MP3), ("a.m4a", samples.M4A), ("a.aac", b"\xff\xf1" + bytes(300))],
    "video": [("a.mp4", samples.MP4), ("a.webm", samples.WEBM)],
    "image": [
        ("a.jpg", samples.picture("JPEG")),
        ("a.JPEG", samples.picture("JPEG")),
        ("a.png", samples.picture("PNG")),
        ("a.gif", samples.picture("GIF")),
        ("a.tif", samples.picture("TIFF")),
        ("a.tiff", samples.picture("TIFF")),
    ],
}
REFUSED = {
    "document": [
        ("chương trình đổi tên.pdf", samples.PROGRAM),
        ("chuong-trinh.exe", samples.PROGRAM),
        ("trang.html", samples.HTML),
        ("hinh.svg", samples.SVG),
        ("không đuôi", samples.pdf()),
        ("trang.txt", samples.HTML),
        ("hinh.txt", samples.SVG),
        ("anh.pdf", samples.picture()),
        ("hai mặt.pdf", samples.pdf() + samples.archive(a_dot_txt="x")),
        ("trang trước.pdf", samples.HTML + samples.pdf()),
        ("chương trình bên trong.pdf", PDF_WITH_SCRIPT),
        ("cụt.pdf", samples.pdf()[:60]),
        ("a.docx", samples.pdf()),
        ("a.docx", samples.archive(a_dot_txt="x")),
        ("a.xlsx", samples.docx()),
        ("a.docx", samples.HTML + samples.docx()),
        ("a.docx", samples.docx(word__vbaProject_dot_bin=b"x")),
        ("a.odt", samples.archive(mimetype=ODS, content_dot_xml="x")),
        ("a.zip", samples.archive(a_dot_exe=samples.PROGRAM)),
        ("a.zip", samples.archive(a_dot_zip__b_dot_js="x")),
        ("a.zip", b"PK\x03\x04 rubbish"),
        ("a.rtf", b"{\\rtf1{\\object\\objdata 0105}}"),
        ("a.rtf", b"x"),
        ("a.txt", "Đảng".encode("utf-16")),
        ("a.txt", b"\xd0\xcf\x11\xe0" + bytes(50)),
        ("a.txt", "§¶ng ñy Khèi".encode("latin-1")),
        ("phụ đề.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nXin chao\n"),
        ("anh.png", samples.picture()),
        ("phim.mp4", samples.MP4),
    ],
    "audio": [("a.mp3", samples.PROGRAM), ("a.mp3", samples.MP4), ("a.mp4", samples.MP4)],
    "video": [
        ("a.mp4", samples.PROGRAM),
        ("a.webm", samples.MP4),
        ("a.avi", b"RIFF"),
        ("a.mp3", samples.MP3),
    ],
    "image": [
        ("a.svg", samples.SVG),
        ("a.png", samples.SVG),
        ("a.png", samples.picture("JPEG")),
        ("a.jpg", samples.PROGRAM),
        ("a.jpg", samples.picture("JPEG")[:300]),
        ("a.webp", samples.picture("WEBP")),
        ("a.ico", samples.picture("ICO")),
        ("a.pdf", samples.pdf()),
    ],
}


def cases(table):
    return [(family, *case) for family, found in table.items() for case in found]


def new(family: str, name: str, content: bytes):
    file = ContentFile(content, name)
    if family == "image":
        return Image(title="Ảnh", description="Ảnh", file=file)
    if family == "document":
        return Document(title="Văn bản", file=file)
    return Media(title="Phim", type=family, duration=1, file=file)


@pytest.mark.parametrize(("family", "name", "content"), cases(ACCEPTED))
def test_accepted(family, name, content):
    file = new(family, name, content)
    file.save()

    with file.file.storage.open(file.file.name) as stored:
        kept = stored.read()
    assert kept == content or family == "image"
    assert file.file.name.isascii()


@pytest.mark.parametrize(("family", "name", "content"), cases(REFUSED))
def test_refused_with_a_reason_that_names_the_clause(family, name, content, media_root):
    with pytest.raises(FileRefused, match=r"7\.1"):
        new(family, name, content).save()

    assert not [path for path in media_root.rglob("*") if path.is_file()]


def test_saving_the_file_by_itself_leads_no_way_past_the_check():
    document = Document(title="Văn bản")

    with pytest.raises(FileRefused):
        document.file.save("a.pdf", ContentFile(samples.PROGRAM), save=False)


def test_many_rows_at_once_lead_no_way_past_the_check():
    with pytest.raises(FileRefused):
        Document.objects.bulk_create([new("document", "a.pdf", samples.PROGRAM)])


def test_a_row_that_names_a_file_put_there_otherwise_is_checked_too():
    document = Document(title="Văn bản")
    name = document.file.storage.save("documents/a.pdf", ContentFile(samples.PROGRAM))

    with pytest.raises(FileRefused):
        Document(title="Văn bản", file=name).save()


def test_a_thumbnail_must_be_an_image():
    media = new("video", "a.mp4", samples.MP4)
    media.thumbnail = ContentFile(samples.PROGRAM, "bia.png")

    with pytest.raises(FileRefused):
        media.save()


# --- sizes ------------------------------------------------------------------------


def test_too_many_bytes_are_refused(monkeypatch):
    monkeypatch.setitem(formats.MAX_SIZES, formats.Family.DOCUMENT, 100)

    with pytest.raises(FileRefused, match="100"):
        new("document", "a.pdf", samples.pdf()).save()


@pytest.mark.parametrize("size", [(8_000, 8_000), (20_000, 20_000), (60_000, 60_000)])
def test_an_image_that_would_fill_the_memory_is_refused_before_it_is_decoded(size):
    with pytest.raises(FileRefused, match="60"):
        new("image", "bom.png", samples.png_of_size(*size)).save()


def test_an_animation_counts_all_its_frames(monkeypatch):
    monkeypatch.setattr("assets.pictures.MAX_PIXELS", 120 * 80 * 3)
    frames = [Pillow.new("RGB", (120, 80), (i * 20, 0, 0)) for i in range(6)]
    output = io.BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])

    with pytest.raises(FileRefused):
        new("image", "dong.gif", output.getvalue()).save()


def test_an_archive_that_would_fill_the_disk_is_refused(monkeypatch):
    monkeypatch.setattr("assets.inspection.MAX_UNPACKED", 1_000)

    with pytest.raises(FileRefused):
        new("document", "a.zip", samples.archive(a_dot_txt="0" * 5_000)).save()


# --- what is stored ---------------------------------------------------------------


def test_metadata_of_a_photo_stays_outside_and_it_stands_upright():
    exif = Pillow.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Máy ảnh của một người"
    exif.get_ifd(0x8825)[1] = "N"
    photo = samples.picture("JPEG", (120, 80), exif=exif, comment=b"secret")

    image = new("image", "a.jpg", photo)
    image.save()

    with Pillow.open(image.file.storage.open(image.file.name)) as stored:
        assert stored.size == (80, 120)
        assert not stored.getexif()
        assert "comment" not in stored.info
    image.refresh_from_db()
    assert (image.width, image.height) == (80, 120)


def test_nothing_hidden_behind_an_image_is_kept():
    image = new("image", "a.png", samples.picture() + samples.archive(a_dot_exe=samples.PROGRAM))
    image.save()

    assert b"PK" not in image.file.storage.open(image.file.name).read()


def test_an_animation_stays_one():
    frames = [Pillow.new("RGB", (20, 20), (i * 60, 0, 0)) for i in range(3)]
    output = io.BytesIO()
    frames[0].save(
        output, "GIF", save_all=True, append_images=frames[1:], duration=200, loop=0, comment=b"x"
    )

    image = new("image", "a.gif", output.getvalue())
    image.save()

    with Pillow.open(image.file.storage.open(image.file.name)) as stored:
        assert stored.n_frames == 3
        assert stored.info["duration"] == 200
        assert "comment" not in stored.info


def test_a_transparent_image_stays_transparent():
    output = io.BytesIO()
    Pillow.new("RGBA", (20, 20), (0, 0, 0, 0)).save(output, "PNG")

    image = new("image", "a.png", output.getvalue())
    image.save()

    with Pillow.open(image.file.storage.open(image.file.name)) as stored:
        assert stored.convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Quyết định 128-QĐ_ĐUK.PDF", "documents/Quyet-dinh-128-QD_DUK.pdf"),
        (unicodedata.normalize("NFD", "Nghị quyết.pdf"), "documents/Nghi-quyet.pdf"),
        ("文.pdf", "documents/Wen.pdf"),
        ("---.pdf", "documents/tep.pdf"),
    ],
)
def test_stored_names_are_ascii_and_readable(name, stored):
    document = new("document", name, samples.pdf())
    document.save()

    assert document.file.name == stored


def test_a_long_name_leaves_room():
    document = new("document", "dài " * 60 + ".pdf", samples.pdf())
    document.save()
    again = new("document", "dài " * 60 + ".pdf", samples.pdf())
    again.save()

    assert document.file.name != again.file.name


@pytest.mark.parametrize(
    ("family", "name", "content"),
    [("image", "a.jpg", samples.picture("JPEG")), ("document", "a.pdf", samples.pdf())],
)
def test_size_and_hash_are_those_of_the_stored_bytes(family, name, content):
    file = new(family, name, content)
    file.save()

    with file.file.storage.open(file.file.name) as stored:
        kept = stored.read()
    assert file.file_size == len(kept)
    assert file.file_hash == hashlib.sha1(kept, usedforsecurity=False).hexdigest()
