"""The search page, suggestions and what browsers are told, without a script."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from search import queries
from search.models import QueryCount
from tests.portal import page_of

from .things import fill_library, show

pytestmark = pytest.mark.usefixtures("things", "library")
PAGE = "/tim-kiem/"


@pytest.fixture
def library(things, committed):
    with committed():
        fill_library()
        for number in range(25):
            show(f"tin-{number}", f"Bản tin số {number}", "Bản tin tuần này.", level="Đơn vị")


def ask(client, **parameters) -> BeautifulSoup:
    response = client.get(PAGE, parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def links(soup: BeautifulSoup) -> list[str]:
    return [link["href"] for link in soup.select(".hit-title a")]


def test_without_a_question_there_is_only_the_form(client):
    soup = page_of(client, PAGE)
    form = soup.select_one("main form[role=search]")
    assert (form["action"], form["method"]) == (PAGE, "get")
    assert soup.select_one("main label")["for"] == form.select_one("input[name=q]")["id"]
    assert not soup.select(".hit")


def test_a_hit_is_marked_as_it_was_written(client):
    soup = ask(client, q="uy ban kiem tra")
    hit = soup.select_one(".hit")
    assert hit.select_one("a")["href"] == "/uy-ban/"
    assert hit.select_one(".hit-title mark").get_text() == "Ủy ban Kiểm tra"
    assert soup.select_one("main input[name=q]")["value"] == "uy ban kiem tra"


def test_what_texts_hold_is_shown_as_text(client):
    show("ma", "Thẻ <script>alert(1)</script>", "Mã <img src=x onerror=alert(1)> độc")
    soup = ask(client, q="mã độc <script>")
    assert not soup.select(".found-list script, .found-list img")


def test_facets_are_links_that_keep_the_question_and_tell_their_counts(client):
    soup = ask(client, q="đoàn")
    year = next(link for link in soup.select(".facet a") if link.get_text() == "2023")
    count = int(year.find_next(class_="facet-count").get_text())
    narrowed = client.get(PAGE + year["href"])
    assert narrowed.context["results"].total == count
    chosen = BeautifulSoup(narrowed.content, "html.parser").select_one(".facet-chosen")
    assert "q=%C4%91o" in year["href"]
    assert "year" not in chosen["href"]


def test_pages_of_results_are_addresses_of_their_own(client):
    first = ask(client, q="bản tin tuần")
    following = first.select_one("a[rel=next]")
    second = BeautifulSoup(client.get(PAGE + following["href"]).content, "html.parser")
    assert len(links(first)) == len(links(second)) == 10
    assert not set(links(first)) & set(links(second))
    assert links(ask(client, q="bản tin tuần", page=2)) == links(second)


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999", "٣", ""])
def test_a_page_that_is_no_page_is_no_error(client, page):
    assert client.get(PAGE, {"q": "bản tin", "page": page}).status_code == 200


def test_the_order_can_be_by_date(client):
    soup = ask(client, q="cơ quan", sort="date")
    days = [time["datetime"] for time in soup.select(".hit time")]
    assert days == sorted(days, reverse=True)
    assert soup.select_one(".found-sort strong").get_text() == "mới nhất"


def test_when_nothing_is_found_the_page_helps(client):
    soup = ask(client, q="zzzzqqqq", unit="1")
    help_ = soup.select_one(".empty")
    assert "Không tìm thấy" in help_.get_text()
    again = help_.select_one("a")
    assert "unit" not in again["href"]
    assert "zzzzqqqq" in again["href"]


def test_another_language_that_has_something_is_offered(client):
    show("en", "Visit of the delegation", "The delegation visited.", language="en")
    offered = ask(client, q="delegation").select_one(".empty a[href^='/en/']")
    assert offered["href"] == "/en/tim-kiem/?q=delegation"
    english = client.get(offered["href"])
    assert english.context["results"].total == 1
    assert "/en/tim-kiem/" in english.content.decode()


def test_a_slip_is_forgiven_and_the_page_says_so(client):
    soup = ask(client, q="thủy điệm")
    told = soup.select_one(".found-meant")
    assert "Có phải bạn tìm" in told.get_text()
    assert told.select_one("a").get_text() == "thủy điện"
    assert links(soup)[0] == "/hoa-binh/"


def test_suggestions_have_their_shape_and_find_without_accents(client):
    answer = client.get("/tim-kiem/goi-y/", {"q": "uy ban ki"})
    assert answer.json() == {
        "suggestions": [{"text": "Ủy ban Kiểm tra làm việc với chi bộ", "url": "/uy-ban/"}]
    }
    assert client.get("/tim-kiem/goi-y/").json() == {"suggestions": []}
    assert client.post("/tim-kiem/goi-y/").status_code == 405


def test_browsers_are_told_how_to_search_here(client):
    described = page_of(client, PAGE).select_one("head link[rel=search]")
    answer = client.get(described["href"])
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    tree = ElementTree.fromstring(answer.content)  # noqa: S314 (our own answer)
    name = tree.findtext("o:ShortName", namespaces=space)
    assert 0 < len(name) <= 16
    urls = {url.get("type"): url.get("template") for url in tree.findall("o:Url", space)}
    assert urls["text/html"] == "http://testserver/tim-kiem/?q={searchTerms}"
    suggest = urls["application/x-suggestions+json"].replace("{searchTerms}", "uy ban")
    text, found = client.get(suggest.removeprefix("http://testserver")).json()
    assert text == "uy ban"
    assert found[0].startswith("Ủy ban Kiểm tra")


def test_nobody_keeps_what_was_asked(client):
    for path in (PAGE, "/tim-kiem/goi-y/"):
        answer = client.get(path, {"q": "ủy ban"})
        assert answer["Cache-Control"] == "private, no-store"
        assert not answer.cookies


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_has_the_field_in_its_own_language(client, prefix):
    form = page_of(client, f"{prefix}{PAGE}").select_one("header form[role=search]")
    assert (form["action"], form["method"]) == (f"{prefix}/tim-kiem/", "get")
    assert form.select_one("input[name=q]")["data-suggest"] == f"{prefix}/tim-kiem/goi-y/"


def test_questions_are_counted_and_nobody_is_named(client):
    QueryCount.objects.all().delete()
    for typed in ("Ủy ban Kiểm tra", "uy ban kiem tra", "UỶ BAN KIỂM TRA"):
        client.get(PAGE, {"q": typed})
    client.get(PAGE, {"q": "ủy ban", "page": 2})
    client.get(PAGE, {"q": "ủy ban", "unit": 4})
    for secret in ("an@example.vn", "số 012345678901", "0912 345 678", "0912.345.678"):
        client.get(PAGE, {"q": secret})
    queries.write_noted()
    row = QueryCount.objects.get()
    assert (row.folded, row.times, row.found > 0) == ("uy ban kiem tra", 3, True)
    assert {field.name for field in QueryCount._meta.fields} == {
        "id", "day", "folded", "text", "language", "times", "found"
    }  # fmt: skip


def test_old_counts_are_forgotten(db):
    today = timezone.localdate()
    for age in (10, 500):
        QueryCount.objects.create(day=today - timedelta(days=age), folded="a", text="a")
    assert queries.forget_old() == 1
    assert QueryCount.objects.get().day == today - timedelta(days=10)


def test_numbers_above_ten_thousand_are_not_told_exactly(client, monkeypatch):
    monkeypatch.setattr("search.results.EXACT_TO", 3)
    assert "Hơn 10.000 kết quả" in ask(client, q="bản tin").select_one("#found-heading").get_text()


def test_the_page_needs_no_script_and_carries_none(client):
    html = client.get(PAGE, {"q": "ủy ban"}).content.decode()
    assert not re.search(r"<script(?![^>]*src=)", html)
    assert " onclick=" not in html
    assert "style=" not in html
