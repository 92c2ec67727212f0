"""R78: an address goes on, by link, telephone and paper, and nobody follows who sends it."""

import io
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from django.conf import settings

from organisation.models import PortalSettings
from tests.portal import page_of, picture, published

pytestmark = pytest.mark.rule("R78")


def test_a_shared_article_shows_title_lead_and_image(bloc, portal, client):
    article = published(bloc.units.hospital, "Mỗi chi bộ một việc", main_image=picture())
    head = page_of(client, article.get_url()).head

    def told(name: str) -> str:
        return head.select_one(f"meta[property='og:{name}']")["content"]

    assert told("title") == article.title
    assert told("description") == article.lead
    assert told("url") == settings.BASE_URL + article.get_url()
    assert told("image").startswith(settings.BASE_URL)
    image = client.get(urlsplit(told("image")).path)
    assert (image.status_code, image["Content-Type"]) == (200, "image/jpeg")


def test_links_carry_the_address_and_nothing_else_and_no_script_of_others_is_loaded(
    bloc, portal, client
):
    article = published(bloc.units.hospital, "Hỏi & đáp: “chi bộ”")
    page = page_of(client, article.get_url())
    address = settings.BASE_URL + article.get_url()
    facebook, mail = (urlsplit(link["href"]) for link in page.select(".share a"))
    assert parse_qs(facebook.query) == {"u": [address]}
    assert parse_qs(mail.query) == {"subject": [article.title], "body": [address]}
    assert all(script.get("src", "/").startswith("/") for script in page.select("script"))


def test_the_code_on_paper_leads_to_the_page(bloc, portal, client):
    article = published(bloc.units.hospital, "Một tin")
    paper = page_of(client, article.get_url()).select_one(".on-paper")
    address = settings.BASE_URL + article.get_url()
    assert paper.p.get_text() == address
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=4, xmldecl=False, svgns=False)
    assert paper.svg.find_all("path")[-1]["d"] in drawn.getvalue().decode()


def test_every_page_says_where_to_report_it(bloc, portal, client):
    office = PortalSettings.load()
    office.email = "toasoan@example.vn"
    office.save()
    for address in ("/", "/tin-tuc/", "/chuong-trinh-cong-tac/"):
        link = page_of(client, address).find("a", string="Phản ánh trang này")
        told = urlsplit(link["href"])
        assert told.path == "toasoan@example.vn"
        assert parse_qs(told.query)["body"] == [settings.BASE_URL + address]
