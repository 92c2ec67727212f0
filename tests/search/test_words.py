"""Who keeps the words of search: synonyms and what stands first."""

import pytest
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.models import SynonymGroup
from tests.portal import page_of, published

KEEPERS = ("editor", "office")
OTHERS = ("contributor", "leader", "standing", "publisher", "propaganda", "leadership")


@pytest.mark.parametrize("person", KEEPERS)
def test_the_editorial_board_and_the_office_keep_synonyms(bloc, client_for, person):
    client = client_for(getattr(bloc, person))
    added = client.post(
        reverse("search_synonyms:add"), {"members": "BVĐK\nBệnh viện Đa khoa", "note": ""}
    )
    assert added.status_code == 302
    group = SynonymGroup.objects.get(members__startswith="BVĐK")
    changed = client.post(
        reverse("search_synonyms:edit", args=[group.pk]),
        {"members": "BVĐK\nBệnh viện Đa khoa\nBV tỉnh", "note": "Tên thường gọi"},
    )
    assert changed.status_code == 302
    assert client.post(reverse("search_synonyms:delete", args=[group.pk])).status_code == 302
    assert not SynonymGroup.objects.filter(pk=group.pk).exists()


@pytest.mark.parametrize("person", OTHERS)
def test_nobody_else_does(bloc, client_for, person):
    client = client_for(getattr(bloc, person))
    client.post(reverse("search_synonyms:add"), {"members": "một\nhai", "note": ""})
    assert not SynonymGroup.objects.filter(members__startswith="một").exists()
    assert client.get(reverse("search_synonyms:index")).status_code == 302
    assert client.get(reverse("wagtailsearchpromotions:index")).status_code == 404


@pytest.mark.parametrize("members", ["một mình", "Đảng ủy\nĐẢNG UỶ", "???\n!!!", ""])
def test_a_group_that_says_nothing_is_refused_in_vietnamese(bloc, client_for, members):
    before = SynonymGroup.objects.count()
    answer = client_for(bloc.editor).post(
        reverse("search_synonyms:add"), {"members": members, "note": ""}
    )
    assert SynonymGroup.objects.count() == before
    form = answer.context["form"]
    assert form.errors["members"]
    assert "Enter at least" not in str(form.errors)


@pytest.mark.parametrize("person", KEEPERS)
def test_the_same_people_put_a_page_first_for_a_query(bloc, portal, client, client_for, person):
    page = published(bloc.units.hospital, "Lịch tiếp công dân của Đảng bộ")
    keeper = client_for(getattr(bloc, person))
    posted = keeper.post(
        reverse("wagtailsearchpromotions:add"),
        {
            "query_string": "Gặp Bí thư",
            "editors_picks-TOTAL_FORMS": 1,
            "editors_picks-INITIAL_FORMS": 0,
            "editors_picks-MIN_NUM_FORMS": 0,
            "editors_picks-MAX_NUM_FORMS": 1000,
            "editors_picks-0-page": page.pk,
            "editors_picks-0-ORDER": 1,
            "editors_picks-0-description": "Không qua duyệt",
        },
    )
    assert posted.status_code == 302
    shown = page_of(client, "/tim-kiem/?q=gap+bi+thu")
    first = shown.select_one(".hit-promoted")
    assert first.select_one("a")["href"] == page.get_url()
    assert "Không qua duyệt" not in shown.get_text()
    assert page_of(client, "/tim-kiem/?q=gap+chi+bo").select_one(".hit-promoted") is None


def test_a_promoted_page_that_is_withdrawn_is_not_shown(bloc, portal, client):
    page = published(bloc.units.hospital, "Lịch tiếp công dân của Đảng bộ")
    query = Query.get("gặp bí thư")
    SearchPromotion.objects.create(query=query, page=page, sort_order=0)
    SearchPromotion.objects.create(
        query=query,
        external_link_url="https://x.example/",
        external_link_text="Ngoài",
        sort_order=1,
    )
    assert page_of(client, "/tim-kiem/?q=gap+bi+thu").select(".hit-promoted")
    page.unpublish()
    shown = page_of(client, "/tim-kiem/?q=gap+bi+thu")
    assert not shown.select(".hit-promoted")
    assert "x.example" not in str(shown)
