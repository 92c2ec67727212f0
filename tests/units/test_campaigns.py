"""R48: a topic with a period is a campaign; what units wrote for it can be counted."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.portal import days_ago, page_of, published, titles_in
from units.models import Topic

pytestmark = pytest.mark.rule("R48")

REPORT = "/admin/reports/campaigns/"


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


@pytest.fixture
def campaign(db) -> Topic:
    return Topic.objects.create(
        name="Nghị quyết quý IV", slug="nghi-quyet-quy-iv", starts_on=day(-30), ends_on=day(-5)
    )


def test_a_campaign_has_a_page_with_its_period_and_a_place_in_the_list(
    bloc, portal, client, campaign
):
    published(bloc.units.hospital, "Chi bộ học nghị quyết", topics=[campaign], at=days_ago(10))
    page = page_of(client, campaign.get_absolute_url())
    period = page.select_one(".page-head .meta").get_text()
    assert f"{day(-30):%d/%m/%Y}" in period and f"{day(-5):%d/%m/%Y}" in period
    assert "đang diễn ra" not in period
    assert titles_in(page) == ["Chi bộ học nghị quyết"]
    listed = page_of(client, "/chu-de/")
    assert listed.find("a", href=campaign.get_absolute_url())


def test_a_running_campaign_says_so_with_and_without_an_end(portal, client):
    for number, ends in enumerate((day(0), None)):
        running = Topic.objects.create(
            name=f"Đợt {number}", slug=f"dot-{number}", starts_on=day(0), ends_on=ends
        )
        head = page_of(client, running.get_absolute_url()).select_one(".page-head")
        assert "đang diễn ra" in head.get_text()


def test_the_report_counts_what_each_unit_published_in_the_period(
    bloc, portal, client_for, campaign
):
    for title, unit, age in (
        ("Trong đợt 1", bloc.units.hospital, 30),
        ("Trong đợt 2", bloc.units.hospital, 5),
        ("Đơn vị khác", bloc.units.library, 10),
        ("Trước đợt", bloc.units.hospital, 31),
        ("Sau đợt", bloc.units.hospital, 4),
    ):
        published(unit, title, topics=[campaign], at=days_ago(age))
    published(bloc.units.hospital, "Không thuộc đợt", at=days_ago(10))
    client = client_for(bloc.leadership)
    rows = [
        [cell.get_text(strip=True) for cell in row.select("td")]
        for row in page_of(client, REPORT).select("table.listing tbody tr")
    ]
    hospital, library = bloc.units.hospital.short_name, bloc.units.library.short_name
    assert rows == [[campaign.name, hospital, "2"], [campaign.name, library, "1"]]
    exported = client.get(f"{REPORT}?export=csv")
    lines = b"".join(exported.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[-2:] == [hospital, "2"]


@pytest.mark.parametrize("person", ["contributor", "leader", "translator"])
def test_the_report_is_not_for_those_who_only_write(bloc, portal, client_for, person):
    client = client_for(getattr(bloc, person))
    assert client.get(REPORT).status_code != 200
    assert REPORT not in client.get("/admin/").content.decode()


def test_the_office_cannot_enter_a_period_that_ends_before_it_begins(bloc, portal, client_for):
    client = client_for(bloc.office)
    response = client.post(
        "/admin/topic/new/",
        {"name": "Đợt", "slug": "dot", "sort_order": 0, "starts_on": day(1), "ends_on": day(0)},
    )
    assert "Ngày kết thúc không được trước ngày bắt đầu" in response.content.decode()
    assert not Topic.objects.filter(slug="dot").exists()
    with pytest.raises(ValidationError) as refused:
        Topic(name="Đợt", slug="dot", ends_on=day(0)).full_clean()
    assert "starts_on" in refused.value.message_dict
