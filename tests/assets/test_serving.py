"""Stored files over HTTP."""

import pytest

from . import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(shown_by):
    media = samples.media()
    shown_by(media)
    return media


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_whole_file_says_that_parts_may_be_asked_for(client, film):
    response = client.get(film.url)

    assert response.status_code == 200
    assert body(response) == samples.MP4
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == str(len(samples.MP4))
    assert response["Content-Type"] == "video/mp4"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in response["Content-Security-Policy"]


SIZE = len(samples.MP4)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-3", 0, 3),
        ("bytes=4-7", 4, 7),
        ("bytes=300-", 300, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        ("bytes=0-99999", 0, SIZE - 1),
        ("bytes=-99999", 0, SIZE - 1),
    ],
)
def test_one_range(client, film, asked, first, last):
    response = client.get(film.url, headers={"Range": asked})

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == samples.MP4[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=9999-10000", "bytes=-0"])
def test_a_range_beyond_the_end_cannot_be_satisfied(client, film, asked):
    response = client.get(film.url, headers={"Range": asked})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert response.content == b""


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,4-5",
        "items=0-1",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "rubbish",
        f"bytes=0-{9:05000d}",
    ],
)
def test_what_is_no_single_range_gets_the_whole_file(client, film, asked):
    response = client.get(film.url, headers={"Range": asked})

    assert response.status_code == 200
    assert body(response) == samples.MP4


def test_a_range_of_an_older_version_gets_the_whole_new_one(client, film):
    etag = client.get(film.url)["ETag"]

    same = client.get(film.url, headers={"Range": "bytes=0-3", "If-Range": etag})
    older = client.get(film.url, headers={"Range": "bytes=0-3", "If-Range": '"older"'})

    assert (same.status_code, older.status_code) == (206, 200)


def test_a_copy_that_is_still_right_is_not_sent_again(client, film):
    first = client.get(film.url)

    by_tag = client.get(film.url, headers={"If-None-Match": first["ETag"]})
    by_date = client.get(film.url, headers={"If-Modified-Since": first["Last-Modified"]})

    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert by_tag["ETag"] == first["ETag"]
    assert by_tag["Cache-Control"] == "no-cache"


def test_a_copy_of_a_withdrawn_file_is_not_confirmed(client, film, shown_by):
    etag = client.get(film.url)["ETag"]
    for page, _references in film.get_usage():
        page.specific.unpublish()

    assert client.get(film.url, headers={"If-None-Match": etag}).status_code == 404


def test_head_tells_the_same_without_the_body(client, film):
    whole = client.head(film.url)
    part = client.head(film.url, headers={"Range": "bytes=0-3"})

    assert (whole.status_code, whole["Content-Length"]) == (200, str(SIZE))
    assert (part.status_code, part["Content-Length"]) == (206, "4")


def test_nothing_is_ever_posted_to_a_file(client, film):
    assert client.post(film.url).status_code == 405


def test_a_file_that_the_storage_lost_is_not_found(client, film):
    film.file.storage.delete(film.file.name)

    assert client.get(film.url).status_code == 404


def test_documents_have_ranges_too_and_pdf_opens_in_the_browser(client, shown_by):
    document = samples.document()
    shown_by(document)

    whole = client.get(document.url)
    part = client.get(document.url, headers={"Range": "bytes=0-4"})

    assert whole["Content-Type"] == "application/pdf"
    assert whole["Content-Disposition"] == "inline; filename*=UTF-8''128-QD.pdf"
    assert body(part) == b"%PDF-"


def test_other_documents_are_downloaded(client, shown_by):
    document = samples.document("Biên bản.docx", samples.docx())
    shown_by(document)

    response = client.get(document.url)

    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''Bien-ban.docx"
    assert response["Content-Type"].endswith("wordprocessingml.document")


def test_nginx_sends_the_body_where_it_is_set_up_to(client, film, settings):
    settings.MEDIA_ACCEL_PREFIX = "/protected/"

    response = client.get(film.url)

    assert response["X-Accel-Redirect"] == f"/protected/{film.file.name}"
    assert response["Content-Type"] == "video/mp4"
    assert response.content == b""


def test_nginx_is_not_told_what_the_person_may_not_see(client, settings):
    settings.MEDIA_ACCEL_PREFIX = "/protected/"
    media = samples.media()

    response = client.get(media.url)

    assert response.status_code == 404
    assert "X-Accel-Redirect" not in response
