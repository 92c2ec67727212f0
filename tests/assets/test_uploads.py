"""What may come in, and how it is refused."""

import hashlib
import io
import struct
import unicodedata
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.models import Collection, UploadedFile

from assets import formats
from assets.exceptions import FileRefused
from assets.models import Document, Image, Media

from . import samples

pytestmark = pytest.mark.django_db

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
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
        ("trang.html", HTML),
        ("hinh.svg", samples.SVG),
        ("không đuôi", samples.pdf()),
        ("trang.txt", HTML),
        ("hinh.txt", samples.SVG),
        ("anh.pdf", samples.picture()),
        ("hai mặt.pdf", samples.pdf() + samples.archive(a_dot_txt="x")),
        ("trang trước.pdf", HTML + samples.pdf()),
        ("chương trình bên trong.pdf", PDF_WITH_SCRIPT),
        ("cụt.pdf", samples.pdf()[:60]),
        ("a.docx", samples.pdf()),
        ("a.docx", samples.archive(a_dot_txt="x")),
        ("a.xlsx", samples.docx()),
        ("a.docx", HTML + samples.docx()),
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
        new("image", "bom.png", png_of_size(*size)).save()


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


# --- every door of the admin ------------------------------------------------------

IMAGE_FIELDS = {"title": "Ảnh", "description": "Toàn cảnh hội trường", "collection": 1, "tags": ""}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def browser(client_for, admin):
    return client_for(admin)


def collection(prefix: str = "") -> dict:
    return {f"{prefix}collection": Collection.objects.first().pk}


@pytest.mark.rule("R50")
def test_a_program_called_pdf_is_refused_by_the_document_form(browser):
    response = browser.post(
        reverse("wagtaildocs:add"),
        {"title": "Văn bản", "tags": "", "file": upload("a.pdf", samples.PROGRAM), **collection()},
    )

    assert response.status_code == 200
    assert "7.1" in response.content.decode()
    assert not Document.objects.exists()


def test_the_image_form_refuses_and_asks_for_alternative_text(browser):
    add = reverse("wagtailimages:add")
    fields = {"title": "Ảnh", "tags": "", **collection()}

    bomb = browser.post(
        add, {**fields, "description": "x", "file": upload("a.png", png_of_size(60_000, 60_000))}
    )
    svg = browser.post(add, {**fields, "description": "x", "file": upload("a.svg", samples.SVG)})
    silent = browser.post(add, {**fields, "file": upload("a.png", samples.picture())})

    for response in (bomb, svg, silent):
        assert response.status_code == 200
        assert "7.1" in response.content.decode()
    assert not Image.objects.exists()


def test_the_image_form_keeps_no_metadata_and_knows_the_stored_bytes(browser):
    exif = Pillow.Exif()
    exif[0x0112] = 6
    photo = upload("Hội nghị.jpg", samples.picture("JPEG", (120, 80), exif=exif))

    browser.post(
        reverse("wagtailimages:add"),
        {"title": "Ảnh", "description": "Hội trường", "tags": "", "file": photo, **collection()},
    )

    image = Image.objects.get()
    assert image.file.name == "original_images/Hoi-nghi.jpg"
    assert (image.width, image.height) == (80, 120)
    assert image.file_size == image.file.storage.size(image.file.name)


def test_the_multiple_uploader_refuses_at_once_and_asks_before_it_keeps(browser):
    add = reverse("wagtailimages:add_multiple")
    ajax = {"X-Requested-With": "XMLHttpRequest"}

    refused = browser.post(
        add, {"title": "a", "files[]": upload("a.png", samples.SVG), **collection()}, headers=ajax
    ).json()
    asked = browser.post(
        add,
        {"title": "a", "files[]": upload("a.png", samples.picture()), **collection()},
        headers=ajax,
    ).json()

    assert not refused["success"]
    assert "7.1" in refused["error_message"]
    assert not Image.objects.exists()  # the alternative text is still missing
    waiting = UploadedFile.objects.get()
    prefix = f"uploaded-image-{waiting.pk}-"
    finished = browser.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]),
        {
            f"{prefix}title": "Ảnh",
            f"{prefix}description": "Hội trường",
            f"{prefix}tags": "",
            **collection(prefix),
        },
        headers=ajax,
    ).json()
    assert asked["success"]
    assert finished["success"]
    assert Image.objects.get().description == "Hội trường"


def test_the_multiple_uploader_of_documents_refuses(browser):
    response = browser.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "a", "files[]": upload("a.pdf", HTML), **collection()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()

    assert not response["success"]
    assert "7.1" in response["error_message"]


def test_the_choosers_refuse(browser):
    image = browser.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Ảnh",
            "image-chooser-upload-description": "x",
            "image-chooser-upload-tags": "",
            "image-chooser-upload-file": upload("a.png", samples.SVG),
            **collection("image-chooser-upload-"),
        },
    )
    document = browser.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "Văn bản",
            "document-chooser-upload-tags": "",
            "document-chooser-upload-file": upload("a.pdf", samples.PROGRAM),
            **collection("document-chooser-upload-"),
        },
    )
    media = browser.post(
        reverse("wagtailmedia:chooser_upload", args=["video"]),
        {
            "media-chooser-upload-title": "Phim",
            "media-chooser-upload-duration": "1",
            "media-chooser-upload-tags": "",
            "media-chooser-upload-file": upload("a.mp4", samples.PROGRAM),
            **collection("media-chooser-upload-"),
        },
    )

    for response in (image, document, media):
        assert response.status_code == 200
        assert "7.1" in response.content.decode()
    assert not any(model.objects.exists() for model in (Image, Document, Media))


@pytest.mark.parametrize(
    ("kind", "file", "cover"),
    [
        ("video", ("a.mp4", samples.PROGRAM), None),
        ("video", ("a.mp3", samples.MP3), None),
        ("audio", ("a.mp4", samples.MP4), None),
        ("video", ("a.mp4", samples.MP4), ("bia.png", samples.SVG)),
    ],
)
def test_the_media_form_refuses(browser, kind, file, cover):
    response = browser.post(
        reverse("wagtailmedia:add", args=[kind]),
        {
            "title": "Phim",
            "duration": "1",
            "tags": "",
            "file": upload(*file),
            **({"thumbnail": upload(*cover)} if cover else {}),
            **collection(),
        },
    )

    assert response.status_code == 200
    assert "7.1" in response.content.decode()
    assert not Media.objects.exists()


def test_titles_taken_from_file_names_are_composed(browser):
    browser.post(
        reverse("wagtaildocs:add"),
        {
            "title": unicodedata.normalize("NFD", "Nghị quyết"),
            "tags": "",
            "file": upload("a.pdf", samples.pdf()),
            **collection(),
        },
    )

    assert Document.objects.get().title == unicodedata.normalize("NFC", "Nghị quyết")
