"""Lists of articles: complete, filtered as asked for, and empty of what is not public."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from approvals.gate import publication_open
from tests.pages import draft_article
from tests.portal import days_ago, page_of, published, put_live, titles_in
from units.models import SectionPage, UnitPage


@pytest.mark.rule("R09")
def test_filter_by_unit_shows_that_units_news_and_counts_agree_with_its_page(bloc, portal, client):
    for number in range(3):
        published(bloc.units.hospital, f"Tin bệnh viện {number}")
    published(bloc.units.library, "Tin thư viện")
    everything = page_of(client, "/tin-tuc/")
    option = everything.select_one(f"select[name=unit] option[value='{bloc.units.hospital.pk}']")
    assert option.get_text(strip=True) == "Bệnh viện Đa khoa tỉnh (3)"
    filtered = page_of(client, f"/tin-tuc/?unit={bloc.units.hospital.pk}")
    assert len(titles_in(filtered)) == 3
    assert all("bệnh viện" in title for title in titles_in(filtered))
    unit = page_of(client, UnitPage.objects.get(unit=bloc.units.hospital).get_url())
    assert "(3)" in unit.select_one(".tally").get_text()


@pytest.mark.rule("R09")
def test_filter_by_month_goes_by_the_portals_own_time_zone(bloc, portal, client):
    midnight = dt.datetime(2026, 3, 1, 0, 30, tzinfo=timezone.get_default_timezone())
    published(bloc.units.hospital, "Sau nửa đêm", at=midnight)
    published(bloc.units.hospital, "Trước nửa đêm", at=midnight - dt.timedelta(hours=1))
    assert titles_in(page_of(client, "/tin-tuc/?month=2026-03")) == ["Sau nửa đêm"]
    assert titles_in(page_of(client, "/tin-tuc/?month=2026-02")) == ["Trước nửa đêm"]
    months = page_of(client, "/tin-tuc/").select("select[name=month] option")
    assert [month["value"] for month in months] == ["", "2026-03", "2026-02"]


@pytest.mark.rule("R09")
def test_filters_by_topic_and_unit_go_together(bloc, portal, client, topic):
    published(bloc.units.hospital, "Có chủ đề", topics=[topic])
    published(bloc.units.hospital, "Không chủ đề")
    published(bloc.units.library, "Đơn vị khác", topics=[topic])
    found = page_of(client, f"/tin-tuc/?topic={topic.slug}&unit={bloc.units.hospital.pk}")
    assert titles_in(found) == ["Có chủ đề"]


@pytest.mark.parametrize("query", ["unit=999999", "unit=x'", "month=2026-13", "topic=khong-co"])
def test_an_unknown_filter_says_so_and_filters_nothing(bloc, portal, client, query):
    published(bloc.units.hospital, "Một tin")
    found = page_of(client, f"/tin-tuc/?{query}")
    assert "Đề nghị chọn lại" in found.select_one(".field-error").get_text()
    assert titles_in(found) == ["Một tin"]


@pytest.mark.rule("R02")
def test_a_new_unit_is_in_the_list_the_filter_and_the_tree_at_once(bloc, portal, client):
    assert page_of(client, UnitPage.objects.get(unit=bloc.units.library).get_url())
    names = page_of(client, "/don-vi/").select_one("main").get_text()
    assert "Chi bộ Thư viện tỉnh" in names
    options = page_of(client, "/tin-tuc/").select("select[name=unit] option")
    assert "Thư viện tỉnh (0)" in [option.get_text(strip=True) for option in options]


def test_lists_of_a_level_and_of_a_kind(bloc, portal, client):
    published(bloc.units.office, "Tin của Văn phòng")
    published(bloc.units.hospital, "Tin cơ sở")
    published(bloc.units.hospital, "Thông báo của bệnh viện", kind="notice")
    assert titles_in(page_of(client, portal.grassroots.get_url())) == [
        "Thông báo của bệnh viện",
        "Tin cơ sở",
    ]
    assert titles_in(page_of(client, portal.notices.get_url())) == ["Thông báo của bệnh viện"]


@pytest.mark.rule("R35", "R39")
def test_a_section_lists_its_articles_and_those_of_its_topics_across_units(
    bloc, portal, client, topic
):
    section = SectionPage.objects.get(pk=portal.example.pk)
    section.topics.set([topic])
    with publication_open("test fixture"):
        section.save_revision().publish(skip_permission_checks=True)
    published(bloc.units.hospital, "Theo chủ đề", topics=[topic])
    published(bloc.units.office, "Theo chuyên mục", section=section)
    published(bloc.units.library, "Chuyện khác")
    assert set(titles_in(page_of(client, "/hoc-tap-va-lam-theo/"))) == {
        "Theo chủ đề",
        "Theo chuyên mục",
    }


def test_a_section_lists_what_its_sections_list(bloc, portal, client):
    below = SectionPage.objects.get(slug="cong-tac-to-chuc")
    published(bloc.units.organisation, "Mẫu đơn", section=below, kind="guide")
    guidance = page_of(client, "/huong-dan-nghiep-vu/")
    assert titles_in(guidance) == ["Mẫu đơn"]
    assert guidance.select_one("main .page-list a")["href"].startswith("/huong-dan-nghiep-vu/")


def test_drafts_and_articles_past_their_expiry_are_in_no_list(bloc, portal, client, topic):
    tree = type("Tree", (), {"hospital": UnitPage.objects.get(unit=bloc.units.hospital)})
    draft_article(tree, bloc.contributor, title="Bản nháp")
    ends = timezone.now() + dt.timedelta(hours=1)
    expired = published(bloc.units.hospital, "Đã hết hạn", topics=[topic], expire_at=ends)
    page_of(client, expired.get_url())
    with time_machine.travel(ends, tick=False):
        for address in (
            "/tin-tuc/",
            "/rss/",
            "/tin-tuc/rss/",
            "/sitemap.xml",
            f"/chu-de/{topic.slug}/",
            tree.hospital.get_url(),
            "/",
        ):
            text = client.get(address).content.decode()
            assert "Bản nháp" not in text, address
            assert "Đã hết hạn" not in text, address
            assert expired.slug not in text, address
        page_of(client, expired.get_url(), status=404)


def test_long_lists_come_in_pages_that_keep_the_filter(bloc, portal, client):
    for number in range(23):
        published(bloc.units.hospital, f"Tin {number}", at=days_ago(number))
    unit = bloc.units.hospital.pk
    first = page_of(client, f"/tin-tuc/?unit={unit}")
    assert len(titles_in(first)) == 20
    onward = first.select_one("a[rel=next]")["href"]
    second = page_of(client, f"/tin-tuc/{onward}")
    assert titles_in(second) == ["Tin 20", "Tin 21", "Tin 22"]
    assert second.select_one("link[rel=canonical]")["href"].endswith("/tin-tuc/?page=2")
    for nonsense, shown in (("99", 3), ("x", 20), ("-1", 3)):
        assert len(titles_in(page_of(client, f"/tin-tuc/?page={nonsense}"))) == shown


def test_an_empty_list_and_an_empty_choice_say_different_things(bloc, portal, client):
    assert "chưa có nội dung" in page_of(client, "/tin-tuc/").select_one(".empty").get_text()
    published(bloc.units.hospital, "Một tin")
    chosen = page_of(client, f"/tin-tuc/?unit={bloc.units.library.pk}")
    assert "chọn rộng hơn" in chosen.select_one(".empty").get_text()


def test_an_article_below_a_section_of_the_unit_is_news_of_the_unit(bloc, portal, client):
    page = UnitPage.objects.get(unit=bloc.units.hospital)
    section = put_live(SectionPage(title="Đào tạo", slug="dao-tao", unit=bloc.units.hospital), page)
    published(bloc.units.hospital, "Lớp học mới", parent=section)
    assert "Lớp học mới" in titles_in(page_of(client, page.get_url()))
