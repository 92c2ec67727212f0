"""Vietnamese at the root, English under /en/ only where somebody has translated."""

import pytest
from wagtail.models import Locale

from approvals import services
from organisation.models import PortalSettings
from tests.pages import draft_article, found_tree, fresh, publish


@pytest.fixture
def tree(bloc):
    return found_tree(bloc)


@pytest.fixture
def into_english(bloc):
    """``into_english(page, title)``: the page in English, by its own chain (C13)."""
    english = Locale.objects.get_or_create(language_code="en")[0]

    def translate(page, title):
        page = page.copy_for_translation(english)
        page.title = title
        page.author = bloc.translator
        page.save_revision(user=bloc.translator)
        services.submit(fresh(page), bloc.translator)
        for person in (bloc.editor, bloc.standing, bloc.publisher):
            services.approve(fresh(page), person)
        return fresh(page)

    return translate


@pytest.fixture
def english_home(into_english, tree):
    return into_english(tree.home, "Home")


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
    from django.urls import reverse

    from tests.forms import posted_form

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


def test_each_language_lists_its_own_articles(bloc, tree, client, into_english, english_home):
    article = publish(bloc, draft_article(tree, bloc.contributor, title="Khánh thành khoa Nhi"))
    into_english(tree.index, "Units")
    into_english(tree.hospital, "Provincial hospital")
    into_english(article, "A children's ward opens")
    for vietnamese in ("/rss/", "/don-vi/benh-vien/", "/don-vi/benh-vien/rss/"):
        html = client.get(vietnamese).content.decode()
        assert article.title in html, vietnamese
        assert "ward opens" not in html, vietnamese
    for english in ("/en/rss/", "/en/don-vi/benh-vien/"):
        html = client.get(english).content.decode()
        assert "ward opens" in html, english
        assert article.title not in html, english
