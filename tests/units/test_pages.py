"""Article, unit and leadership pages as readers see them."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from approvals.gate import publication_open
from organisation.models import Unit
from tests.pages import fresh
from tests.portal import page_of, picture, published, put_live
from units.models import (
    LeadershipMember,
    LeadershipPage,
    RelatedPage,
    UnitContact,
    UnitPage,
    UnitPerson,
)

PUBLIC = ("/", "/tin-tuc/", "/don-vi/", "/gioi-thieu/", "/chuong-trinh-cong-tac/", "/khong-co/")


@pytest.mark.rule("R52")
def test_reused_text_shows_its_source_with_a_link(bloc, portal, client):
    article = published(
        bloc.units.organisation,
        "Chuẩn hóa hồ sơ",
        origin="reprint",
        source_name="Cổng Thông tin điện tử Tỉnh ủy",
        source_url="https://tinhuy.lacgiang.example/tin/1",
        source_date=dt.date(2026, 10, 1),
    )
    source = page_of(client, article.get_url()).select_one(".source")
    assert source.get_text(" ", strip=True).startswith("Nguồn: Cổng Thông tin điện tử Tỉnh ủy")
    assert "01/10/2026" in source.get_text()
    assert source.a["href"] == "https://tinhuy.lacgiang.example/tin/1"


def test_our_own_text_shows_no_source(bloc, portal, client):
    article = published(bloc.units.organisation, "Tự viết")
    assert page_of(client, article.get_url()).select_one(".source") is None


@pytest.mark.rule("R57")
def test_a_public_page_names_unit_and_author(bloc, portal, client):
    article = published(bloc.units.hospital, "Một tin", author=bloc.contributor)
    byline = page_of(client, article.get_url()).select_one(".byline").get_text(" ", strip=True)
    assert "Cù Thị Mai Trâm" in byline
    assert "Đảng bộ Bệnh viện Đa khoa tỉnh" in byline
    signed = published(bloc.units.hospital, "Hai tin", author=bloc.contributor, byline="Mai Trâm")
    byline = page_of(client, signed.get_url()).select_one(".byline").get_text()
    assert "Mai Trâm" in byline
    assert "Cù Thị" not in byline


def test_every_block_of_a_body_has_its_form(bloc, portal, client):
    table = {
        "data": [["Lỗi", "Số"], ["Thiếu chữ ký", "14"]],
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": "Kết quả",
    }
    image = picture(credit="Văn phòng")
    shown = {"image": image, "caption": "Chú thích", "credit": ""}
    article = published(
        bloc.units.hospital,
        "Đủ khối",
        body=[
            ("h2", "Đề mục"),
            ("h3", "Tiểu mục"),
            ("text", "<p>Đoạn văn</p>"),
            ("image", shown),
            ("gallery", {"title": "Nhóm ảnh", "images": [shown, shown]}),
            ("quotation", {"text": "Việc gì đã giao", "by": "Bí thư"}),
            ("table", table),
            ("call_out", {"title": "Lưu ý", "text": "<p>Đúng giờ</p>"}),
        ],
    )
    body = page_of(client, article.get_url()).select_one("article .prose")
    assert [heading.name for heading in body.select("h2, h3")] == ["h2", "h3"]
    assert body.select_one(".block-image img")["alt"] == "Quang cảnh hội trường"
    assert "Văn phòng" in body.select_one(".block-image figcaption").get_text()
    assert len(body.select(".gallery img")) == 2
    assert body.select_one("blockquote").get_text(strip=True) == "Việc gì đã giao"
    assert [cell["scope"] for cell in body.select("thead th")] == ["col", "col"]
    assert body.select_one(".call-out[role=note]")


def test_the_main_image_is_not_shown_twice(bloc, portal, client):
    image = picture()
    above = published(bloc.units.hospital, "Ảnh ở trên", main_image=image)
    assert page_of(client, above.get_url()).select(".figure-main")
    within = published(
        bloc.units.hospital,
        "Ảnh trong bài",
        main_image=image,
        body=[("image", {"image": image, "caption": "", "credit": ""})],
    )
    assert not page_of(client, within.get_url()).select(".figure-main")
    assert page_of(client, within.get_url()).select("meta[property='og:image']")


def test_related_pages_lead_only_where_readers_may_go(bloc, portal, client):
    other = published(bloc.units.library, "Bài liên quan")
    article = published(
        bloc.units.hospital,
        "Bài chính",
        related_pages=[RelatedPage(target=other), RelatedPage(target=portal.about)],
    )
    with publication_open("test fixture"):
        fresh(portal.about).unpublish()
    aside = page_of(client, article.get_url()).select_one(".aside")
    assert [link.get_text() for link in aside.select("a")] == ["Bài liên quan"]


@pytest.mark.rule("R32")
def test_a_unit_page_shows_functions_leaders_contacts_and_news(bloc, portal, client):
    page = UnitPage.objects.get(unit=bloc.units.hospital)
    page.functions = "<p>Lãnh đạo nhiệm vụ khám, chữa bệnh</p>"
    page.phone = "0200 3 555 200"
    page.member_count = 214
    page.people = [UnitPerson(person=bloc.leader, role="Bí thư Đảng ủy", portrait=picture())]
    page.contacts = [UnitContact(name="Cù Thị Mai Trâm", email="mai.tram@benhvien.example")]
    with publication_open("test fixture"):
        page.save_revision().publish(skip_permission_checks=True)
    published(bloc.units.hospital, "Tin của bệnh viện")
    published(bloc.units.library, "Tin của thư viện")
    text = page_of(client, page.get_url()).select_one("main").get_text(" ", strip=True)
    for part in (
        "Lãnh đạo nhiệm vụ khám, chữa bệnh",
        "Kim Đình Bảo Long",
        "0200 3 555 200",
        "214",
        "mai.tram@benhvien.example",
        "Tin của bệnh viện",
        "Chi bộ Khoa Khám bệnh",
    ):
        assert part in text
    assert "Tin của thư viện" not in text


@pytest.mark.rule("R32")
def test_every_active_unit_has_a_page_and_an_ended_one_says_so(bloc, portal, client):
    for unit in Unit.objects.exclude(kind="bloc"):
        assert page_of(client, UnitPage.objects.get(unit=unit).get_url()).h1.get_text() == unit.name
    Unit.objects.filter(pk=bloc.units.library.pk).update(ended_on=timezone.localdate())
    page = page_of(client, UnitPage.objects.get(unit=bloc.units.library).get_url())
    assert "đã kết thúc hoạt động" in page.select_one("main").get_text()
    groups = page_of(client, "/don-vi/")
    assert "Chi bộ Thư viện tỉnh" in groups.select_one("#ended").get_text()
    assert "Chi bộ Thư viện tỉnh" not in groups.select_one("#grassroots").get_text()


def test_the_list_of_units_groups_them_with_cells_below_their_committee(bloc, portal, client):
    soup = page_of(client, "/don-vi/")
    assert "Ban Tổ chức Đảng ủy Khối" in soup.select_one("#agencies").get_text()
    hospital = soup.select_one("#grassroots .unit-list > li")
    assert hospital.select_one(".unit-name").get_text() == "Đảng bộ Bệnh viện Đa khoa tỉnh"
    assert hospital.select_one(".unit-below").get_text(strip=True) == "Chi bộ Khoa Khám bệnh"


def test_a_leading_body_shows_its_members_in_order(bloc, portal, client):
    body = LeadershipPage(
        title="Ban Thường vụ",
        slug="ban-thuong-vu",
        unit=bloc.units.office,
        body_name="Ban Thường vụ Đảng ủy Khối",
        term="2025 - 2030",
    )
    body.members = [
        LeadershipMember(person=bloc.standing, role="Phó Bí thư", sort_order=2),
        LeadershipMember(name="Người ngoài hệ thống", role="Bí thư", sort_order=1),
    ]
    put_live(body, portal.about)
    soup = page_of(client, "/gioi-thieu/ban-thuong-vu/")
    names = [name.get_text() for name in soup.select(".person-name")]
    assert names == ["Người ngoài hệ thống", "Nghiêm Thị Thục Uyên"]
    assert "nhiệm kỳ 2025 - 2030" in soup.select_one(".page-lead").get_text()


@pytest.mark.rule("R76")
def test_readers_need_no_script_no_account_and_get_no_cookie(bloc, portal, client):
    article = published(bloc.units.hospital, "Một tin")
    for address in (*PUBLIC, article.get_url()):
        response = client.get(address)
        html = response.content.decode()
        # Scripts are files that add to what stands there without them, or data for machines.
        for script in BeautifulSoup(html, "html.parser").find_all("script"):
            assert script["type"] in ("module", "application/ld+json"), address
            assert script["type"] != "module" or script["src"].startswith("/static/"), address
        assert " style=" not in html, address
        assert not response.cookies, address


def test_nothing_is_asked_of_another_host(bloc, portal, client):
    article = published(bloc.units.hospital, "Một tin", main_image=picture())
    for address in (*PUBLIC, article.get_url()):
        soup = page_of(client, address, 404 if "khong-co" in address else 200)
        for tag in soup.select(
            "img[src], link[rel=stylesheet], link[rel~=icon], link[rel=preload]"
        ):
            assert (tag.get("src") or tag["href"]).startswith("/"), tag
