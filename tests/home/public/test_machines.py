"""What search engines are told: whose portal it is, its news, its images."""

import json
import xml.etree.ElementTree as ET

from bs4 import BeautifulSoup
from django.conf import settings

from organisation.models import PortalSettings
from tests.portal import days_ago, page_of, picture, published
from units.models import UnitPage


def things_at(client, address: str) -> dict[str, dict]:
    script = page_of(client, address).select_one("script[type='application/ld+json']")
    return {thing["@type"]: thing for thing in json.loads(script.string)["@graph"]}


def locations(client, address: str, name: str = "{*}loc") -> list[str]:
    response = client.get(address)
    assert response["Content-Type"] == "application/xml"
    found = ET.fromstring(response.content).iterfind(f".//{name}")  # noqa: S314 (our own)
    return [element.text for element in found]


def test_the_home_page_says_whose_portal_it_is_and_how_to_search_it(bloc, portal, client):
    office = PortalSettings.load()
    office.managing_body, office.phone = "Đảng ủy Khối", "0200 3 555 120"
    office.save()
    things = things_at(client, "/")
    organization, website = things["Organization"], things["WebSite"]
    assert organization["name"] == "Đảng ủy Khối"
    assert organization["telephone"] == "0200 3 555 120"
    assert "faxNumber" not in organization
    assert website["publisher"]["@id"] == organization["@id"]
    assert website["potentialAction"]["target"].startswith(f"{settings.BASE_URL}/tim-kiem/?q={{")


def test_a_units_page_says_which_unit_and_every_page_how_to_get_there(bloc, portal, client):
    page = UnitPage.objects.get(unit=bloc.units.hospital)
    things = things_at(client, page.get_url())
    assert things["Organization"]["name"] == bloc.units.hospital.name
    assert things["Organization"]["parentOrganization"]["@id"].startswith(settings.BASE_URL)
    for address in (page.get_url(), "/tin-tuc/", "/chuong-trinh-cong-tac/"):
        way = things_at(client, address)["BreadcrumbList"]["itemListElement"]
        assert way[0]["item"] == f"{settings.BASE_URL}/"
        assert way[-1]["item"] == f"{settings.BASE_URL}{address}"


def test_the_map_of_news_holds_two_days(bloc, portal, client):
    today = published(bloc.units.hospital, "Tin & ảnh", at=days_ago(1))
    published(bloc.units.hospital, "Tin cũ", at=days_ago(3))
    assert locations(client, "/sitemap-news.xml") == [settings.BASE_URL + today.get_url()]
    assert locations(client, "/sitemap-news.xml", "{*}title") == ["Tin & ảnh"]


def test_the_map_of_images_holds_what_readers_have_been_shown(bloc, portal, client):
    article = published(bloc.units.hospital, "Tin có ảnh", main_image=picture())
    seen = BeautifulSoup(client.get(article.get_url()).content, "html.parser")
    shown = seen.select_one(".figure-main img")["srcset"]
    page, image = locations(client, "/sitemap-images.xml")
    assert page == settings.BASE_URL + article.get_url()
    assert image.removeprefix(settings.BASE_URL) in shown
    assert client.get(image.removeprefix(settings.BASE_URL)).status_code == 200


def test_robots_are_told_of_every_map(bloc, portal, client):
    robots = client.get("/robots.txt").content.decode()
    for name in ("sitemap", "sitemap-news", "sitemap-images"):
        assert f"Sitemap: {settings.BASE_URL}/{name}.xml" in robots
        assert client.get(f"/{name}.xml").status_code == 200
