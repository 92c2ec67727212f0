"""Vietnamese at the root, English under /en/ only where somebody has translated."""

import pytest
from wagtail.models import Locale

from approvals import services
from organisation.models import PortalSettings
from tests.pages import found_tree, fresh


@pytest.fixture
def tree(bloc):
    return found_tree(bloc)


@pytest.fixture
def english_home(bloc, tree):
    """The home page in English, by its own chain (C13)."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    home = tree.home.copy_for_translation(english)
    home.title = "Home"
    home.author = bloc.translator
    home.save_revision(user=bloc.translator)
    services.submit(fresh(home), bloc.translator)
    for person in (bloc.editor, bloc.standing, bloc.publisher):
        services.approve(fresh(home), person)
    return fresh(home)


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
