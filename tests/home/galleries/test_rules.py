"""What an album or a film must have before its chain begins (R44), said in the admin."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import GalleryIndexPage, PhotoAlbumPage
from tests.forms import edit_page
from tests.portal import picture

from . import making

SUBMIT = {"action-submit": "yes", "declaration": "on"}
NO_PHOTOS = nested_form_data({"photos": streamfield([])})


def photos_form(*images) -> dict:
    rows = [("photo", {"image": image.pk, "caption": "", "credit": ""}) for image in images]
    return nested_form_data({"photos": streamfield(rows)})


def is_in_review(piece: Page) -> bool:
    return type(piece).objects.get(pk=piece.pk).current_workflow_state is not None


@pytest.fixture
def contributor(bloc, portal, client_for):
    return client_for(bloc.contributor)


@pytest.mark.rule("R44")
def test_a_film_without_a_named_source_is_not_submitted(bloc, contributor):
    film = making.draft(making.film(bloc.units.hospital, making.clip()), bloc.contributor)
    answer = edit_page(contributor, film, SUBMIT)
    assert "chỉ đăng phim có nguồn chính thống (Điều 6.2h)" in answer.content.decode()
    assert not is_in_review(film)
    edit_page(contributor, film, SUBMIT | {"source": "Đài Phát thanh và Truyền hình tỉnh"})
    assert is_in_review(film)


def test_a_film_without_captions_and_transcript_is_not_submitted(bloc, contributor):
    mute = making.clip(captions="", transcript=" ")
    film = making.draft(making.film(bloc.units.hospital, mute, source="Đài"), bloc.contributor)
    answer = edit_page(contributor, film, SUBMIT)
    assert "Phim chưa có phụ đề" in answer.content.decode()
    assert not is_in_review(film)


def test_a_page_without_a_film_is_not_submitted(bloc, contributor):
    film = making.draft(making.film(bloc.units.hospital, source="Đài"), bloc.contributor)
    answer = edit_page(contributor, film, SUBMIT)
    assert "Đề nghị chọn tệp phim" in answer.content.decode()
    assert not is_in_review(film)


def test_an_empty_album_is_a_draft_and_no_more(bloc, contributor):
    album = making.draft(making.album(bloc.units.hospital), bloc.contributor)
    answer = edit_page(contributor, album, SUBMIT | NO_PHOTOS)
    assert "Bộ ảnh còn trống" in answer.content.decode()
    assert not is_in_review(album)


@pytest.mark.rule("R44")
def test_every_photo_of_an_album_names_who_made_it(bloc, contributor):
    nameless, named = picture("Ảnh lạ"), picture("Ảnh nhà", credit="Tổ ảnh")
    album = making.draft(making.album(bloc.units.hospital), bloc.contributor)
    answer = edit_page(contributor, album, SUBMIT | photos_form(named, nameless))
    assert "Ảnh “Ảnh lạ” chưa ghi tác giả hoặc nguồn" in answer.content.decode()
    assert not is_in_review(album)
    edit_page(contributor, album, SUBMIT | photos_form(named))
    assert is_in_review(album)
    assert len(PhotoAlbumPage.objects.get(pk=album.pk).get_latest_revision_as_object().photos) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://video.example/1",
        "http://www.youtube.com/watch?v=1",
        "https://www.youtube.com.example/1",
    ],
)
def test_films_are_linked_on_listed_sites_only(bloc, portal, address):
    film = making.film(bloc.units.hospital, address=address, slug="phim")
    with pytest.raises(ValidationError, match="Chỉ dẫn liên kết tới phim trên các trang"):
        film.clean()


def test_a_film_is_a_file_or_an_address(bloc, portal):
    film = making.film(bloc.units.hospital, making.clip(), address="https://youtu.be/1")
    with pytest.raises(ValidationError, match="Chỉ chọn một"):
        film.clean()


def test_contributors_of_any_unit_may_add_to_the_library(bloc, portal):
    library = GalleryIndexPage.objects.get()
    assert library.permissions_for_user(bloc.contributor).can_add_subpage()
