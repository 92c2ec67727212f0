"""Topic pages, feeds and the calendar: the same articles, told to machines."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.utils import timezone
from icalendar import Calendar

from approvals.gate import publication_open
from organisation.models import PortalSettings
from tests.portal import days_ago, page_of, published, titles_in
from units.models import ArticlePage


def items(client, address: str) -> list[ET.Element]:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"].startswith("application/rss+xml")
    return ET.fromstring(response.content).findall("./channel/item")  # noqa: S314 (our own feed)


@pytest.mark.rule("R04")
def test_a_topic_has_a_page_and_a_feed_over_all_units(bloc, portal, client, topic):
    published(bloc.units.hospital, "Người tốt", topics=[topic], at=days_ago(2))
    published(bloc.units.library, "Việc tốt", topics=[topic], at=days_ago(1))
    published(bloc.units.library, "Chuyện khác")
    page = page_of(client, "/chu-de/guong-dien-hinh/")
    assert page.h1.get_text() == "Gương điển hình tiên tiến"
    assert titles_in(page) == ["Việc tốt", "Người tốt"]
    feed = page.select_one("link[rel=alternate][title^='Gương']")["href"]
    assert [item.findtext("title") for item in items(client, feed)] == ["Việc tốt", "Người tốt"]


def test_an_unknown_topic_is_not_found(portal, client):
    page_of(client, "/chu-de/khong-co/", status=404)
    page_of(client, "/chu-de/khong-co/rss/", status=404)


def test_feeds_carry_absolute_addresses_author_unit_topics_and_the_copyright_line(
    bloc, portal, client, topic
):
    line = "Ghi rõ nguồn khi sử dụng lại"
    told = PortalSettings.load()
    told.copyright = line
    told.save()
    article = published(bloc.units.hospital, "Một tin", topics=[topic], author=bloc.contributor)
    response = client.get("/rss/")
    channel = ET.fromstring(response.content).find("channel")  # noqa: S314 (our own feed)
    assert channel.findtext("copyright") == line
    assert channel.findtext("link").startswith(settings.BASE_URL)
    item = channel.find("item")
    assert item.findtext("link") == settings.BASE_URL + article.get_url()
    assert item.findtext("category") == topic.name
    creator = item.findtext("{http://purl.org/dc/elements/1.1/}creator")
    assert creator == "Cù Thị Mai Trâm, Đảng bộ Bệnh viện Đa khoa tỉnh"


@pytest.mark.parametrize("address", ["/tin-tuc/rss/", "/don-vi/benh-vien-da-khoa-tinh/rss/"])
def test_indexes_and_units_have_feeds_of_their_own(bloc, portal, client, address):
    published(bloc.units.hospital, "Tin bệnh viện")
    assert [item.findtext("title") for item in items(client, address)] == ["Tin bệnh viện"]


@pytest.mark.rule("R33")
def test_an_event_stands_once_in_news_programme_and_calendar(bloc, portal, client):
    today = timezone.localdate()
    event = published(
        bloc.units.office,
        "Hội nghị giao ban",
        event_date=today,
        event_time=dt.time(8, 0),
        event_place="Hội trường lớn",
    )
    published(bloc.units.office, "Tin không có địa điểm", event_date=today)
    assert titles_in(page_of(client, "/tin-tuc/")).count("Hội nghị giao ban") == 1
    programme = page_of(client, "/chuong-trinh-cong-tac/").select_one(".programme")
    assert [link.get_text() for link in programme.select("a")] == ["Hội nghị giao ban"]
    assert "Hội trường lớn" in programme.get_text()
    assert "08:00" in programme.get_text()
    response = client.get("/chuong-trinh-cong-tac/lich.ics")
    assert response["Content-Type"].startswith("text/calendar")
    (entry,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert entry["summary"] == "Hội nghị giao ban"
    start = dt.datetime.combine(today, dt.time(8, 0), timezone.get_default_timezone())
    assert entry["dtstart"].dt == start
    assert entry["url"] == settings.BASE_URL + event.get_url()


@pytest.mark.rule("R33")
def test_an_event_keeps_its_uid_through_edits(bloc, portal, client):
    event = published(
        bloc.units.office, "Họp", event_date=timezone.localdate(), event_place="Phòng họp số 1"
    )

    def uid() -> str:
        response = client.get("/chuong-trinh-cong-tac/lich.ics")
        (entry,) = Calendar.from_ical(response.content).walk("VEVENT")
        return str(entry["uid"])

    before = uid()
    event = ArticlePage.objects.get(pk=event.pk)
    event.title = "Họp (đổi giờ)"
    event.event_time = dt.time(14, 0)
    with publication_open("test fixture"):
        event.save_revision().publish(skip_permission_checks=True)
    assert uid() == before


def test_the_programme_goes_week_by_week(bloc, portal, client):
    later = timezone.localdate() + dt.timedelta(days=7)
    published(bloc.units.office, "Tuần sau", event_date=later, event_place="Hội trường")
    this_week = page_of(client, "/chuong-trinh-cong-tac/")
    assert "Tuần sau" not in [link.get_text() for link in this_week.select(".programme a")]
    onward = this_week.select(".week-steps a")[-1]["href"]
    assert "Tuần sau" in page_of(client, f"/chuong-trinh-cong-tac/{onward}").get_text()
    for nonsense in ("x", "2026-02-30", "9999-12-31", "0001-01-01"):
        page_of(client, f"/chuong-trinh-cong-tac/?week={nonsense}")
