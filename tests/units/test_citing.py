"""Citing an article, and what machines read of it."""

import datetime as dt
import json

import pytest
from django.conf import settings
from django.utils import timezone

from tests.portal import page_of, published


def things_of(client, article) -> dict[str, dict]:
    script = page_of(client, article.get_url()).select_one("script[type='application/ld+json']")
    return {thing["@type"]: thing for thing in json.loads(script.string)["@graph"]}


@pytest.mark.rule("R82")
def test_the_citation_names_title_unit_day_and_address_as_text_to_select(bloc, portal, client):
    article = published(bloc.units.hospital, "Khánh thành khoa Nhi")
    text = page_of(client, article.get_url()).select_one(".cite-text").get_text()
    day = timezone.localtime(article.first_published_at).strftime("%d/%m/%Y")
    for part in (article.title, bloc.units.hospital.name, day):
        assert part in text
    assert text.endswith(f"{settings.BASE_URL}{article.get_url()}")


def test_machines_read_title_author_unit_and_way_of_an_article(bloc, portal, client):
    article = published(bloc.units.hospital, "Khánh thành khoa Nhi", byline="Trần Văn An")
    things = things_of(client, article)
    news = things["NewsArticle"]
    assert news["headline"] == article.title
    assert news["author"]["name"] == "Trần Văn An"
    assert news["sourceOrganization"]["name"] == bloc.units.hospital.name
    assert news["mainEntityOfPage"] == f"{settings.BASE_URL}{article.get_url()}"
    way = things["BreadcrumbList"]["itemListElement"]
    assert way[0]["item"] == f"{settings.BASE_URL}/"
    assert way[-1]["name"] == article.title
    assert [step["position"] for step in way] == list(range(1, len(way) + 1))
    assert "Event" not in things


def test_an_event_says_when_and_where(bloc, portal, client):
    article = published(
        bloc.units.hospital,
        "Hội nghị",
        event_date=dt.date(2026, 12, 1),
        event_time=dt.time(8, 30),
        event_place="Hội trường A",
    )
    event = things_of(client, article)["Event"]
    assert event["startDate"] == "2026-12-01T08:30:00+07:00"
    assert event["location"]["name"] == "Hội trường A"


def test_no_title_ends_the_script_it_stands_in(bloc, portal, client):
    article = published(bloc.units.hospital, "</script><script>alert(1)</script> & 'x'")
    assert things_of(client, article)["NewsArticle"]["headline"] == article.title
