"""Menu, breadcrumbs and footer: what stands on every page."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import HomePage, MenuItem, StandardPage
from organisation.models import PortalSettings, Unit
from tests.portal import founded, page_of, published, put_live
from units.models import ArticlePage, UnitPage


def standard_page(bloc, portal, **fields):
    page = StandardPage(
        title="Giới thiệu chung",
        slug="gioi-thieu-chung",
        unit=bloc.units.office,
        body=[("h2", "Lịch sử"), ("text", "<p>Nội dung</p>")],
    )
    return put_live(page, portal.about)


@pytest.mark.rule("R30", "R08")
def test_introduction_pages_are_in_the_menu_two_clicks_from_home(bloc, portal, client):
    page = standard_page(bloc, portal)
    top = MenuItem.objects.create(title="Giới thiệu", page=portal.about)
    MenuItem.objects.create(title="Giới thiệu chung", page=page, parent=top)
    home = page_of(client, "/")
    assert home.select_one(".menu-row a")["href"] == "/gioi-thieu/"
    assert home.select_one(".menu-tree ul a")["href"] == page.get_url()
    assert page_of(client, "/gioi-thieu/").select_one(".page-list a")["href"] == page.get_url()
    shown = page_of(client, page.get_url())
    assert shown.h1.get_text() == "Giới thiệu chung"
    assert "Văn phòng Đảng ủy Khối" in shown.select_one(".updated").get_text()


def test_the_menu_marks_where_the_reader_is(bloc, portal, client):
    MenuItem.objects.create(title="Tin tức", page=portal.news)
    MenuItem.objects.create(title="Đơn vị", page=portal.units)
    article = published(bloc.units.hospital, "Một tin")
    assert page_of(client, "/tin-tuc/").select_one(".menu-row [aria-current]")["aria-current"] == (
        "page"
    )
    below = page_of(client, article.get_url()).select_one(".menu-row [aria-current]")
    assert (below.get_text(), below["aria-current"]) == ("Đơn vị", "true")


def test_what_is_not_public_is_not_in_the_menu(bloc, portal, client):
    draft = StandardPage(title="Nháp", slug="nhap", unit=bloc.units.office, live=False, body=[])
    portal.about.add_child(instance=draft)
    MenuItem.objects.create(title="Nháp", page=draft)
    MenuItem.objects.create(title="Cơ quan tham mưu", url="/don-vi/#agencies")
    links = page_of(client, "/").select(".menu-row a")
    assert [link.get_text() for link in links] == ["Cơ quan tham mưu"]


@pytest.mark.rule("R02")
def test_new_units_come_into_the_menu_and_ended_ones_leave_it(bloc, portal, client):
    MenuItem.objects.create(title="Đơn vị", page=portal.units, lists_children=True)
    names = [link.get_text() for link in page_of(client, "/").select(".menu-tree ul a")]
    assert "Chi bộ Thư viện tỉnh" in names
    Unit.objects.filter(pk=bloc.units.library.pk).update(
        ended_on=timezone.localdate() - dt.timedelta(days=1)
    )
    names = [link.get_text() for link in page_of(client, "/").select(".menu-tree ul a")]
    assert "Chi bộ Thư viện tỉnh" not in names


def test_menu_items_lead_to_one_place_and_stand_on_two_levels(portal):
    with pytest.raises(ValidationError, match="một trong hai"):
        MenuItem(title="x").clean()
    with pytest.raises(ValidationError, match="bắt đầu bằng"):
        MenuItem(title="x", url="javascript:alert(1)").clean()
    top = MenuItem.objects.create(title="Một", url="/")
    second = MenuItem.objects.create(title="Hai", url="/", parent=top)
    with pytest.raises(ValidationError, match="hai cấp"):
        MenuItem(title="Ba", url="/", parent=second).clean()
    with pytest.raises(ValidationError, match="hai cấp"):
        MenuItem(pk=top.pk, title="Một", url="/", parent=second).clean()


def test_breadcrumbs_lead_back_through_the_units(bloc, portal, client):
    article = published(bloc.units.cell, "Sinh hoạt chuyên đề")
    links = page_of(client, article.get_url()).select(".breadcrumbs a")
    assert [link.get_text() for link in links] == [
        "Trang chủ",
        "Đơn vị",
        "Đảng bộ Bệnh viện Đa khoa tỉnh",
        "Chi bộ Khoa Khám bệnh",
    ]


@pytest.mark.rule("R07")
def test_licence_and_responsible_person_stand_on_every_page_without_orphan_labels(
    bloc, portal, client
):
    told = PortalSettings.load()
    told.licence_number = "Công văn số 215/SKHCN-BCVT"
    told.responsible_person = "Nghiêm Thị Thục Uyên"
    told.copyright = "Ghi rõ nguồn khi sử dụng lại"
    told.save()
    article = published(bloc.units.hospital, "Một tin")
    for address, status in (("/", 200), (article.get_url(), 200), ("/khong-co/", 404)):
        footer = page_of(client, address, status).select_one("footer.footer")
        labels = [label.get_text() for label in footer.select("dt")]
        assert len(labels) == len(footer.select("dd")) == 2, address
        assert "Công văn số 215/SKHCN-BCVT" in footer.get_text()
        assert "Ghi rõ nguồn" in footer.get_text()
    told.licence_number = "Giấy phép số 7/GP-TTĐT"
    told.save()
    assert "Giấy phép số 7/GP-TTĐT" in page_of(client, "/").select_one("footer.footer").get_text()


@pytest.mark.rule("R06")
def test_canonical_addresses_begin_with_base_url_and_other_hosts_are_refused(bloc, portal, client):
    article = published(bloc.units.hospital, "Một tin")
    for address in ("/", "/tin-tuc/?unit=1", article.get_url(), "/don-vi/"):
        soup = page_of(client, address)
        expected = settings.BASE_URL + address.split("?")[0]
        assert soup.select_one("link[rel=canonical]")["href"] == expected
        assert soup.select_one("meta[property='og:url']")["content"] == expected
    assert client.get("/", headers={"host": "kẻ-lạ.example"}).status_code == 400
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_sitemap_and_robots_speak_of_base_url(bloc, portal, client):
    article = published(bloc.units.hospital, "Một tin")
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"<loc>{settings.BASE_URL}{article.get_url()}</loc>" in sitemap
    assert f"<loc>{settings.BASE_URL}/</loc>" in sitemap
    robots = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in robots
    assert "Disallow: /admin/" in robots


def test_founding_again_changes_nothing(bloc, portal):
    before = (HomePage.objects.count(), UnitPage.objects.count(), ArticlePage.objects.count())
    founded(bloc)
    after = (HomePage.objects.count(), UnitPage.objects.count(), ArticlePage.objects.count())
    assert after == before
