"""Albums and films on the home page."""

from approvals.gate import publication_open
from home.models import HomeSection
from tests.pages import fresh
from tests.portal import page_of, picture

from . import making


def with_blocks(portal) -> None:
    home = fresh(portal.home)
    home.sections = [
        HomeSection(kind=kind, title=title, sort_order=number, count=2)
        for number, (kind, title) in enumerate((("albums", "Thư viện ảnh"), ("videos", "Video")))
    ]
    with publication_open("test fixture"):
        home.save_revision().publish(skip_permission_checks=True)


def test_without_albums_and_films_there_are_no_blocks(portal, client):
    with_blocks(portal)
    assert not page_of(client, "/").select(".front")


def test_the_newest_albums_and_films_stand_beside_each_other(bloc, portal, client):
    with_blocks(portal)
    image = picture(credit="Tổ ảnh")
    for number in range(3):
        making.live(
            making.album(bloc.units.hospital, image, title=f"Bộ {number}", slug=f"bo-{number}")
        )
    making.live(making.film(bloc.units.hospital, making.clip(), source="Đài"))
    soup = page_of(client, "/")
    albums, films = soup.select_one(".front-albums"), soup.select_one(".front-videos")
    assert albums.parent is films.parent
    assert albums.select_one(".front-title a")["href"] == "/thu-vien/anh/"
    assert films.select_one(".front-title a")["href"] == "/thu-vien/video/"
    assert [title.get_text() for title in albums.select(".card-title")] == ["Bộ 2", "Bộ 1"]
    assert albums.select_one("picture source")["type"] == "image/avif"
    assert films.select_one(".card-image img")["src"].startswith("/media/media_thumbnails/")
