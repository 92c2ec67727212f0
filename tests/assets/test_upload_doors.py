"""Every door of the admin by which a file may come in refuses the same."""

import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.models import Collection, UploadedFile

from assets.models import Document, Image, Media

from . import samples

pytestmark = pytest.mark.django_db

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
        add,
        {
            **fields,
            "description": "x",
            "file": upload("a.png", samples.png_of_size(60_000, 60_000)),
        },
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
        {"title": "a", "files[]": upload("a.pdf", samples.HTML), **collection()},
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
