"""Captions of films: real WebVTT, as public and as fixed as the film itself."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from assets.exceptions import FileRefused, FrozenFile
from assets.models import Media

from . import samples

VTT = "WEBVTT\n\n00:00:00.000 --> 00:00:02.500\nXin chào\n".encode()
NOT_CAPTIONS = [
    ("a.vtt", b"00:00.000 --> 00:01.000\nXin chao\n"),
    ("a.vtt", b"WEBVTTX\n\n00:00.000 --> 00:01.000\nXin chao\n"),
    ("a.vtt", b"WEBVTT\n\nkhong co thoi diem\n"),
    ("a.vtt", b"WEBVTT\n\n00:00,000 --> 00:01,000\nkieu SubRip\n"),
    ("a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nĐảng\n".encode("utf-16")),
    ("a.srt", b"1\n00:00:00,000 --> 00:00:01,000\nXin chao\n"),
    ("a.vtt", samples.PROGRAM),
]


def captions(content: bytes = VTT, name: str = "phu-de.vtt") -> ContentFile:
    return ContentFile(content, name)


@pytest.mark.parametrize("content", [VTT, b"\xef\xbb\xbf" + VTT, VTT.replace(b"\n", b"\r\n")])
def test_captions_in_webvtt_are_kept_as_they_are(db, content):
    media = samples.media(captions=captions(content))
    assert media.captions.read() == content
    assert media.captions.name.startswith("media_captions/")


@pytest.mark.parametrize(("name", "content"), NOT_CAPTIONS)
def test_what_is_not_webvtt_comes_in_by_no_way(db, name, content):
    with pytest.raises(FileRefused), transaction.atomic():
        samples.media(captions=captions(content, name))
    assert not Media.objects.exists()


@pytest.mark.rule("R50")
def test_the_form_says_what_captions_must_be(admin, client_for):
    client = client_for(admin)
    sent = {
        "title": "Phim",
        "file": SimpleUploadedFile("phim.webm", samples.WEBM),
        "captions": SimpleUploadedFile("a.vtt", b"1\n00:00:00,000 --> 00:00:01,000\nx\n"),
        "duration": 3,
        "collection": 1,
    }
    answer = client.post(reverse("wagtailmedia:add", args=["video"]), sent)
    assert "Phụ đề không đúng định dạng WebVTT" in answer.content.decode()
    assert not Media.objects.exists()
    sent |= {
        "file": SimpleUploadedFile("phim.webm", samples.WEBM),
        "captions": SimpleUploadedFile("a.vtt", VTT),
    }
    client.post(reverse("wagtailmedia:add", args=["video"]), sent)
    assert Media.objects.get().captions.read() == VTT


def test_captions_are_public_with_their_film_and_only_then(client, shown_by):
    media = samples.media(captions=captions())
    assert client.get(media.captions.url).status_code == 404
    shown_by(media)
    answer = client.get(media.captions.url)
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_captions_of_a_public_film_stay_as_they_were_approved(client, shown_by):
    media = samples.media(captions=captions())
    shown_by(media)
    media.captions = captions(VTT.replace(b"Xin", b"Xui"))
    with pytest.raises(FrozenFile):
        media.save()


def test_captions_leave_the_storage_with_their_film(db, django_capture_on_commit_callbacks):
    media = samples.media(captions=captions())
    name = media.captions.name
    with django_capture_on_commit_callbacks(execute=True):
        media.delete()
    assert not default_storage.exists(name)
