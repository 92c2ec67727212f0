"""Vietnamese at the root, English under /en/ only where somebody has translated."""

import pytest
from django.urls import reverse
from django.utils import timezone

from approvals import services
from home.models import MenuItem
from organisation.models import PortalSettings
from organisation.services import change_unit
from tests.forms import posted_form
from tests.pages import draft_article, fresh, publish
from tests.portal import page_of
from units.models import RelatedPage


def test_nothing_stands_under_en_before_it_is_translated(client, tree):
    assert client.get("/").status_code == 200
    assert client.get("/en/").status_code == 404
    assert client.get("/en/don-vi/").status_code == 404


def test_the_english_home_page_is_found_under_en(client, english_home):
    response = client.get("/en/")
    assert response.status_code == 200
    assert '<html lang="en"' in response.content.decode()


@pytest.mark.rule("R07")
@pytest.mark.parametrize("address", ["/", "/don-vi/", "/khong-co-trang-nay/", "/en/"])
def test_a_new_licence_number_stands_in_every_footer_at_once(
    bloc, client, client_for, english_home, address
):
    office = client_for(bloc.office)
    url = reverse(
        "wagtailsettings:edit",
        args=["organisation", "portalsettings", PortalSettings.load().pk],
    )
    response = office.post(
        url, posted_form(office, url, {"licence_number": "99/GP-TTĐT", "fax": ""})
    )
    assert response.status_code == 302, response.context["form"].errors
    html = client.get(address).content.decode()
    assert "99/GP-TTĐT" in html
    assert "Fax" not in html  # an empty field leaves no orphan label


def test_each_language_lists_its_own_articles(bloc, tree, client, translator, english_unit):
    article = publish(bloc, draft_article(tree, bloc.contributor, title="Khánh thành khoa Nhi"))
    translator.publish(article, "A children's ward opens")
    for vietnamese in ("/rss/", "/don-vi/benh-vien/", "/don-vi/benh-vien/rss/"):
        html = client.get(vietnamese).content.decode()
        assert article.title in html, vietnamese
        assert "ward opens" not in html, vietnamese
    for english in ("/en/rss/", "/en/don-vi/benh-vien/"):
        html = client.get(english).content.decode()
        assert "ward opens" in html, english
        assert article.title not in html, english


@pytest.fixture
def english_article(bloc, tree, translator, english_unit):
    """``(Vietnamese, English)``"""
    article = publish(bloc, draft_article(tree, bloc.contributor, title="Khánh thành khoa Nhi"))
    return article, translator.publish(article, "A children's ward opens")


def alternates(soup) -> dict[str, str]:
    links = soup.select("link[rel=alternate][hreflang]")
    return {link["hreflang"]: link["href"] for link in links}


def switch(soup) -> dict[str, str]:
    """Links of the switch by language."""
    return {link["hreflang"]: link["href"] for link in soup.select(".languages a")}


def test_the_switch_keeps_the_page(client, settings, english_article):
    vietnamese, english = (page.get_url() for page in english_article)
    assert english == f"/en{vietnamese}"
    assert switch(page_of(client, vietnamese)) == {"en": english}
    assert switch(page_of(client, english)) == {"vi": vietnamese}
    for address in (vietnamese, english):
        assert alternates(page_of(client, address)) == {
            "vi": settings.BASE_URL + vietnamese,
            "x-default": settings.BASE_URL + vietnamese,
            "en": settings.BASE_URL + english,
        }


def test_there_is_no_switch_where_no_english_is_public(
    bloc, tree, client, translator, english_unit
):
    article = publish(bloc, draft_article(tree, bloc.contributor, title="Khánh thành khoa Nhi"))
    for _stage in ("before it is begun", "while it is a draft"):
        page = page_of(client, article.get_url())
        assert switch(page) == alternates(page) == {}
        translator.begin(article)


def test_a_withdrawn_translation_takes_its_switch_along(bloc, client, english_article):
    vietnamese, english = english_article
    services.withdraw(english, bloc.publisher, reason="Dịch sai số liệu.")
    assert client.get(f"/en{vietnamese.get_url()}").status_code == 404
    assert switch(page_of(client, vietnamese.get_url())) == {}


def test_the_search_page_can_be_had_in_both_languages(client, tree, english_home):
    assert switch(page_of(client, "/tim-kiem/?q=khoa")) == {"en": "/en/tim-kiem/?q=khoa"}


def test_the_sitemap_holds_both_languages(client, settings, english_article):
    xml = client.get("/sitemap.xml").content.decode()
    for page in english_article:
        assert f"<loc>{settings.BASE_URL}{page.get_url()}</loc>" in xml


def test_dates_are_written_as_the_language_writes_them(client, english_article):
    vietnamese, english = english_article
    at = timezone.localtime(english.first_published_at)
    assert f"{at:%d/%m/%Y}" in page_of(client, vietnamese.get_url()).select_one(".byline").text
    shown = page_of(client, english.get_url()).select_one(".byline").text
    assert f"{at.day} {at:%B %Y}" in shown


def test_the_english_article_names_the_writer_and_the_unit_in_english(
    bloc, client, english_article
):
    unit = bloc.units.hospital
    unit.name_en, unit.short_name_en = "Provincial General Hospital", "Hospital"
    unit.save()
    page = page_of(client, english_article[1].get_url())
    assert page.html["lang"] == "en"
    assert page.select_one(".byline-name").text == bloc.contributor.get_full_name()
    assert "Provincial General Hospital" in page.select_one(".byline").text
    assert "Hospital" in page.select_one(".eyebrow").text


class TestMenu:
    @pytest.fixture
    def entries(self, client):
        def entries(address: str) -> dict[str, str]:
            links = page_of(client, address).select(".menu-tree a")
            return {link.text: link["href"] for link in links}

        return entries

    def test_each_language_has_the_items_that_lead_somewhere_in_it(
        self, tree, entries, english_unit
    ):
        top = MenuItem.objects.create(title="Đơn vị", title_en="All units", page=tree.index)
        MenuItem.objects.create(
            title="Cơ sở", title_en="Grassroots", parent=top, url="/don-vi/#co-so"
        )
        MenuItem.objects.create(title="Ban Tổ chức", page=tree.organisation)  # no English page
        MenuItem.objects.create(title="Bệnh viện", page=tree.hospital)  # no English title
        assert entries("/en/") == {
            "All units": "/en/don-vi/",
            "Grassroots": "/en/don-vi/#co-so",
            "Provincial hospital": "/en/don-vi/benh-vien/",
        }
        assert entries("/")["Ban Tổ chức"] == "/don-vi/ban-to-chuc/"
        assert "All units" not in entries("/")

    def test_a_title_in_vietnamese_says_so(self, tree, client, english_home):
        MenuItem.objects.create(title="Cổng tỉnh", url="https://tinh.example/")
        link = page_of(client, "/en/").select_one(".menu-tree a")
        assert (link.text, link["lang"]) == ("Cổng tỉnh", "vi")
        assert not page_of(client, "/").select_one(".menu-tree a").has_attr("lang")


def test_a_related_page_without_english_is_marked_as_vietnamese(
    bloc, tree, client, translator, english_unit
):
    other = publish(bloc, draft_article(tree, bloc.contributor, title="Bài liên quan"))
    article = draft_article(tree, bloc.contributor, title="Bài chính")
    article.related_pages = [RelatedPage(target=other)]
    article.save_revision(user=bloc.contributor)
    english = translator.publish(publish(bloc, fresh(article)), "Main")
    link = page_of(client, english.get_url()).select_one(".aside .headline-title")
    assert (link.text, link["lang"]) == ("Bài liên quan", "vi")
    translator.publish(other, "Related")
    link = page_of(client, english.get_url()).select_one(".aside .headline-title")
    assert (link.text, link.has_attr("lang")) == ("Related", False)


def test_a_renamed_unit_is_renamed_in_each_language(bloc, tree, english_unit):
    unit = bloc.units.hospital
    unit.name, unit.name_en = "Bệnh viện tỉnh", "The hospital"
    change_unit(unit, by=bloc.office)
    assert fresh(tree.hospital).title == "Bệnh viện tỉnh"
    assert fresh(english_unit).title == "The hospital"
