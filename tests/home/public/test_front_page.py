"""The home page: blocks in the editors' order, composed in rows; banners by time and place."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from approvals.gate import publication_open
from home import layout
from home.models import Banner, ExternalLink, HomePage, HomeSection, Place
from tests.portal import days_ago, page_of, picture, published
from units import front
from units.models import Topic


def arrange(portal, *sections: HomeSection) -> HomePage:
    """Give the home page these blocks, in this order."""
    home = HomePage.objects.get(pk=portal.home.pk)
    for number, section in enumerate(sections):
        section.sort_order = number
    home.sections = list(sections)
    with publication_open("test fixture"):
        home.save_revision().publish(skip_permission_checks=True)
    return home


def banner(bloc, place=Place.HOME_TOP, **fields) -> Banner:
    with publication_open("test fixture"):
        return Banner.objects.create(
            title="Băng rôn", image=picture(), place=place, unit=bloc.units.office, **fields
        )


def block_titles(soup) -> list[str]:
    return [title.get_text(strip=True) for title in soup.select("main .front-title")]


def test_editors_order_title_and_hide_blocks(bloc, portal, client):
    published(bloc.units.hospital, "Thông báo", kind="notice")
    ExternalLink.objects.create(title="Báo Nhân Dân", url="https://nhandan.vn")
    arrange(
        portal,
        HomeSection(kind="links", title="Liên kết"),
        HomeSection(kind="notices", title="Thông báo mới"),
        HomeSection(kind="latest_news", title="Tin mới", shown=False),
    )
    assert block_titles(page_of(client, "/")) == ["Liên kết", "Thông báo mới"]


def test_the_lead_is_the_newest_lead_story_and_is_not_repeated(bloc, portal, client):
    published(bloc.units.hospital, "Tin nổi bật cũ", featured=True, at=days_ago(3))
    published(bloc.units.hospital, "Tin nổi bật", featured=True, at=days_ago(2))
    published(bloc.units.hospital, "Tin thường", at=days_ago(1))
    arrange(portal, HomeSection(kind="lead_news"), HomeSection(kind="latest_news", title="Tin mới"))
    soup = page_of(client, "/")
    assert soup.select_one(".lead-title").get_text(strip=True) == "Tin nổi bật"
    headlines = [link.get_text() for link in soup.select(".headline-title")]
    assert headlines == ["Tin thường", "Tin nổi bật cũ"]


def test_a_block_with_nothing_to_show_is_left_out(portal, client):
    arrange(portal, *(HomeSection(kind=kind, title=kind) for kind, _label in front.choices()))
    assert block_titles(page_of(client, "/")) == []


def test_pieces_of_a_topic_lead_to_its_page(bloc, portal, client):
    topic = Topic.objects.create(name="Thi đua", slug="thi-dua")
    published(bloc.units.hospital, "Thi đua yêu nước", topics=[topic])
    published(bloc.units.hospital, "Chuyện khác")
    arrange(portal, HomeSection(kind="pieces", title="Thi đua", topic=topic))
    block = page_of(client, "/").select_one(".front-pieces")
    assert block.select_one(".front-title a")["href"] == "/chu-de/thi-dua/"
    assert [link.get_text() for link in block.select(".piece-title a")] == ["Thi đua yêu nước"]


def test_grassroots_news_give_every_unit_its_place(bloc, portal, client):
    for number in range(3):
        published(bloc.units.hospital, f"Bệnh viện {number}", at=days_ago(number))
    published(bloc.units.library, "Thư viện", at=days_ago(5))
    published(bloc.units.office, "Văn phòng")
    arrange(portal, HomeSection(kind="grassroots_news", title="Tin từ cơ sở"))
    block = page_of(client, "/").select_one(".by-unit")
    units = [name.get_text() for name in block.select(".by-unit-name")]
    assert units == ["Bệnh viện Đa khoa tỉnh", "Thư viện tỉnh"]
    assert [link.get_text() for link in block.select("a")] == [
        "Bệnh viện 0",
        "Bệnh viện 1",
        "Thư viện",
    ]


def test_the_week_marks_today_and_shows_its_events(bloc, portal, client):
    published(
        bloc.units.office, "Chào cờ", event_date=timezone.localdate(), event_place="Sân trụ sở"
    )
    arrange(portal, HomeSection(kind="this_week", title="Lịch công tác tuần"))
    today = page_of(client, "/").select_one(".day-today")
    assert "Chào cờ" in today.get_text()
    assert "Hôm nay" in today.get_text()


def test_neighbours_share_a_row_and_a_lone_block_takes_it_whole(rf, db):
    for kind, columns in (("test_7", 7), ("test_5", 5), ("test_6", 6)):
        if front.get(kind) is None:
            front.register(
                front.FrontBlock(kind, kind, "x.html", lambda *args: {}, columns=columns)
            )
    sections = [HomeSection(kind=kind) for kind in ("test_7", "test_5", "test_6", "test_7")]
    try:
        rows = layout.rows(sections, rf.get("/"))
    finally:
        for kind in ("test_7", "test_5", "test_6"):
            front._blocks.pop(kind)
    assert [[block.columns for block in row] for row in rows] == [[7, 5], [12], [12]]


def test_a_kind_of_block_is_offered_once():
    with pytest.raises(ValueError, match="already registered"):
        front.register(front.get("lead_news"))


@pytest.mark.rule("R16")
def test_a_banner_past_its_end_is_gone_and_one_that_starts_soon_appears_by_itself(
    bloc, portal, client
):
    now = timezone.now()
    arrange(portal, HomeSection(kind="banners", title="Tuyên truyền"))
    banner(
        bloc, Place.HOME_SIDE, show_until=now - dt.timedelta(days=1), link_url="https://a.example"
    )
    banner(
        bloc, Place.HOME_SIDE, show_from=now + dt.timedelta(minutes=1), link_url="https://b.example"
    )
    assert not page_of(client, "/").select(".banners")
    with time_machine.travel(now + dt.timedelta(minutes=2)):
        links = page_of(client, "/").select(".banners a")
    assert [link["href"] for link in links] == ["https://b.example"]


@pytest.mark.rule("R16")
def test_banners_stand_in_their_places_with_the_images_description(bloc, portal, client):
    article = published(bloc.units.hospital, "Một tin")
    arrange(portal, HomeSection(kind="banners", title="Tuyên truyền"))
    banner(bloc, Place.HOME_TOP, link_page=portal.news)
    banner(bloc, Place.ARTICLE_BOTTOM)
    home = page_of(client, "/")
    assert [link["href"] for link in home.select(".banners a")] == ["/tin-tuc/"]
    assert home.select_one(".banners img")["alt"] == "Quang cảnh hội trường"
    assert page_of(client, article.get_url()).select(".banners-bottom img")
    assert not page_of(client, "/tin-tuc/").select(".banners")


def test_a_banner_ends_after_it_begins_and_leads_to_one_place(bloc, portal):
    now = timezone.now()
    wrong = Banner(title="x", show_from=now, show_until=now, link_page=portal.news, link_url="")
    with pytest.raises(ValidationError, match="phải sau"):
        wrong.clean()
    twice = Banner(title="x", link_page=portal.news, link_url="https://a.example")
    with pytest.raises(ValidationError, match="không dùng cả hai"):
        twice.clean()
