"""Albums, films and the library as readers see them (R44)."""

import json

import pytest
from django.core.files.storage import default_storage
from django.utils import translation

from assets.models import Rendition
from home.galleries import COVERS, LARGE, SOCIAL, STILL
from home.models import GalleryIndexPage
from search.models import Entry
from tests.assets import samples
from tests.portal import days_ago, page_of, picture, published, put_live

from . import making


@pytest.fixture
def library(portal) -> GalleryIndexPage:
    return GalleryIndexPage.objects.get()


@pytest.fixture
def photos(db):
    return [
        picture("Quầy đón tiếp", credit="Phòng Truyền thông"),
        picture("Người hiến máu", credit="Đoàn Bệnh viện"),
    ]


@pytest.fixture
def album(bloc, portal, photos):
    article = published(bloc.units.hospital, "Tin hiến máu")
    return making.live(making.album(bloc.units.hospital, *photos, article=article))


@pytest.fixture
def film(bloc, portal):
    media = making.clip(width=960, height=540)
    return making.live(making.film(bloc.units.hospital, media, source="Đài tỉnh", credit="Tổ phim"))


def titles(soup) -> list[str]:
    return [title.get_text(strip=True) for title in soup.select("main .card-title")]


def data_of(soup) -> list[dict]:
    return json.loads(soup.find("script", type="application/ld+json").string)["@graph"]


def test_the_library_lists_both_kinds_and_each_at_an_address_of_its_own(
    library, album, film, client
):
    assert library.get_url() == "/thu-vien/"
    assert set(titles(page_of(client, "/thu-vien/"))) == {album.title, film.title}
    photos = page_of(client, "/thu-vien/anh/")
    assert titles(photos) == [album.title]
    assert photos.h1.get_text(strip=True) == "Ảnh"
    assert photos.select_one(".tabs [aria-current]").get_text(strip=True) == "Ảnh"
    assert titles(page_of(client, "/thu-vien/video/")) == [film.title]
    page_of(client, "/thu-vien/khac/", status=404)


def test_the_library_holds_nothing_that_is_not_public(bloc, portal, photos, client):
    making.draft(making.album(bloc.units.hospital, *photos), bloc.contributor)
    soup = page_of(client, "/thu-vien/anh/")
    assert titles(soup) == []
    assert soup.select_one(".empty")


def test_the_library_goes_on_page_by_page_with_the_same_number_of_queries(
    bloc, portal, photos, client, django_assert_max_num_queries
):
    for number in range(23):
        piece = making.album(
            bloc.units.hospital, *photos, title=f"Bộ ảnh {number}", slug=f"bo-{number}"
        )
        put_live(piece, making.unit_page(piece.unit), at=days_ago(number))
    first = page_of(client, "/thu-vien/")
    assert titles(first)[0] == "Bộ ảnh 0"
    assert len(titles(first)) == 20
    with django_assert_max_num_queries(30):
        second = titles(page_of(client, "/thu-vien/?page=2"))
    assert second == [f"Bộ ảnh {number}" for number in (20, 21, 22)]


@pytest.mark.rule("R44")
def test_an_album_shows_its_photos_in_order_with_captions_and_credits(album, photos, client):
    soup = page_of(client, album.get_url())
    shown = soup.select(".album figure")
    assert [figure.a.img["alt"] for figure in shown] == [photo.description for photo in photos]
    captions = [figure.figcaption.get_text(" ", strip=True) for figure in shown]
    assert captions == [
        "Quầy đón tiếp Ảnh: Phòng Truyền thông",
        "Người hiến máu Ảnh: Đoàn Bệnh viện",
    ]
    assert soup.select_one(".article-foot a")["href"] == album.article.get_url()


def test_photos_come_in_avif_and_webp_with_their_sizes_and_lead_to_a_large_one(
    album, photos, client
):
    figure = page_of(client, album.get_url()).select_one(".album figure")
    image = figure.a.img
    assert figure.a.source["type"] == "image/avif"
    assert ".webp" in image["srcset"]
    assert image["loading"] == "lazy"
    assert image["width"] and image["height"]
    large = photos[0].get_rendition("max-1920x1920|format-webp")
    assert figure.a["href"] == large.url
    assert client.get(large.url)["Content-Type"] == "image/webp"


def test_renditions_are_made_ahead_when_an_album_becomes_public(
    bloc, portal, photos, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        making.live(making.album(bloc.units.hospital, *photos))
    made = set(Rendition.objects.filter(image=photos[1]).values_list("filter_spec", flat=True))
    assert {*COVERS, *LARGE, SOCIAL, STILL} <= made


def test_a_reader_sees_photos_whose_renditions_are_not_made_yet(album, photos, client):
    Rendition.objects.all().delete()
    page_of(client, album.get_url())
    assert Rendition.objects.filter(image=photos[0]).exists()


def test_an_album_whose_file_is_lost_says_so_and_shows_the_others(
    bloc, portal, photos, client, django_capture_on_commit_callbacks
):
    default_storage.delete(photos[0].file.name)
    with django_capture_on_commit_callbacks(execute=True):
        album = making.live(making.album(bloc.units.hospital, *photos))
    soup = page_of(client, album.get_url())
    assert "Hiện không hiển thị được ảnh này" in soup.select_one(".album-lost").get_text()
    assert len(soup.select(".album a[data-photo]")) == 1
    assert titles(page_of(client, "/thu-vien/")) == [album.title]


def test_a_panorama_and_a_long_title_are_shown(bloc, portal, client):
    wide = samples.image("rong.png", samples.picture(size=(6000, 300)), credit="Tổ ảnh")
    album = making.live(making.album(bloc.units.hospital, wide, title="Hội" * 66))
    soup = page_of(client, album.get_url())
    large = soup.select_one("template").find("img")
    assert int(large["width"]) == 960
    assert soup.h1.get_text() == "Hội" * 66


@pytest.mark.rule("R44")
def test_a_film_plays_its_own_file_with_captions_poster_source_and_transcript(film, client):
    soup = page_of(client, film.get_url())
    video = soup.select_one("video")
    assert video["poster"] == film.media.thumbnail.url
    assert video.source["src"] == film.media.url
    track = video.track
    assert (track["kind"], track["srclang"]) == ("captions", "vi")
    assert track.has_attr("default")
    answer = client.get(track["src"])
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert b"".join(answer.streaming_content) == making.CAPTIONS
    assert soup.select_one("details.transcript p").get_text() == "Xin chào các đồng chí."
    assert soup.select_one(".source").get_text(strip=True) == "Nguồn: Đài tỉnh. Tổ phim"


def test_a_film_in_an_article_has_its_captions_too(bloc, portal, client):
    media = making.clip()
    body = [("video", {"media": media, "caption": ""})]
    article = published(bloc.units.hospital, "Tin có phim", body=body)
    track = page_of(client, article.get_url()).select_one("video track")
    assert track["src"] == media.captions.url


def test_a_film_without_poster_and_captions_plays_too(bloc, portal, client):
    media = making.bare_clip(transcript="Lời phim.")
    film = making.live(making.film(bloc.units.hospital, media, source="Đài"))
    video = page_of(client, film.get_url()).video
    assert not video.has_attr("poster")
    assert video.track is None
    assert titles(page_of(client, "/thu-vien/")) == [film.title]


def test_a_film_elsewhere_is_a_link_and_loads_nothing_from_there(bloc, portal, client):
    address = "https://www.youtube.com/watch?v=abc"
    film = making.live(making.film(bloc.units.hospital, address=address, source="Đài tỉnh"))
    response = client.get(film.get_url())
    soup = page_of(client, film.get_url())
    link = soup.select_one(".film-elsewhere a")
    assert link["href"] == address
    assert "youtube.com" in link.get_text()
    assert not soup.select("iframe, embed, object")
    assert "youtube" not in response["Content-Security-Policy"]
    assert not [tag for tag in soup.select("[src]") if "youtube" in tag["src"]]


def test_a_film_whose_file_is_lost_still_has_its_page(film, client):
    default_storage.delete(film.media.file.name)
    default_storage.delete(film.media.thumbnail.name)
    assert page_of(client, film.get_url()).select_one("details.transcript")
    assert client.get(film.media.url).status_code == 404


def test_machines_read_an_album_and_a_film(album, film, client):
    gallery, way = data_of(page_of(client, album.get_url()))
    assert gallery["@type"] == "ImageGallery"
    assert [photo["creditText"] for photo in gallery["associatedMedia"]] == [
        "Phòng Truyền thông",
        "Đoàn Bệnh viện",
    ]
    assert way["@type"] == "BreadcrumbList"
    video = data_of(page_of(client, film.get_url()))[0]
    assert video["@type"] == "VideoObject"
    assert video["contentUrl"].endswith(film.media.url)
    assert video["duration"] == "PT30S"
    assert video["thumbnailUrl"].startswith("http")


def test_other_sites_show_the_first_photo_of_an_album(album, client):
    soup = page_of(client, album.get_url())
    assert soup.find("meta", property="og:image")["content"].endswith(".jpg")


def test_albums_and_films_are_found_by_what_they_show_and_say(album, film):
    for kind, words in (("album", "Người hiến máu"), ("film", "Xin chào các đồng chí")):
        found = Entry.objects.filter(facets__kind=kind)
        assert found.filter(text__body__contains=words).exists(), kind


def test_the_english_library_lists_english_pieces_only(album, portal):
    with translation.override("en"):
        from home.galleries import pieces

        assert not pieces(type(album)).exists()
