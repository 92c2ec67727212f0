"""Editors find as readers do: without accents, in any spelling, in every list and chooser."""

import unicodedata

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse

from assets.models import Document
from home.models import Banner
from search.models import Entry
from tests.portal import picture, published

TYPED = ["dai hoi thi dua", "đại hội thi đua", "ĐẠI HỘI THI ĐUA", "Đại hội: “thi đua”!"]
WORDS = "Đại hội thi đua yêu nước"


@pytest.fixture
def admin(bloc, portal, client_for):
    return client_for(bloc.admin)


@pytest.fixture
def everything(bloc, portal):
    """One page, document, image and snippet of one name, and others of another."""
    for title in (WORDS, "Sơ kết công tác năm"):
        published(bloc.units.hospital, title)
        file = ContentFile(f"Số,Tên\n1,{title}\n".encode(), "danh-sach.csv")
        Document.objects.create(title=title, file=file)
        image = picture(title)
        Banner.objects.create(
            title=title, unit=bloc.units.hospital, image=image, live=False, place="home_top"
        )


def listed(answer) -> tuple[bool, bool]:
    """Whether what was asked for is listed, and whether the other thing is."""
    assert answer.status_code == 200
    html = answer.content.decode()
    return WORDS in html, "Sơ kết công tác năm" in html


@pytest.mark.parametrize("typed", [*TYPED, unicodedata.normalize("NFD", WORDS)])
@pytest.mark.parametrize(
    "list_",
    [
        "wagtailadmin_pages:search_results",
        "wagtaildocs:index_results",
        "wagtailimages:index_results",
        "wagtailsnippets_home_banner:list_results",
    ],
)
def test_lists_fold(admin, everything, list_, typed):
    assert listed(admin.get(reverse(list_), {"q": typed})) == (True, False)


@pytest.mark.parametrize(
    "chooser",
    [
        "wagtailadmin_choose_page_search",
        "wagtaildocs_chooser:choose_results",
        "wagtailimages_chooser:choose_results",
    ],
)
def test_choosers_fold_and_find_what_is_begun(admin, everything, chooser):
    for typed in ("dai hoi thi dua", "đại hội thi đ"):
        assert listed(admin.get(reverse(chooser), {"q": typed})) == (True, False)


def test_the_explorer_finds_inside_a_page(bloc, admin, everything):
    home = reverse("wagtailadmin_explore_results", args=[published_parent(bloc)])
    assert listed(admin.get(home, {"q": "dai hoi thi dua"})) == (True, False)


def published_parent(bloc) -> int:
    from units.models import UnitPage

    return UnitPage.objects.get(unit=bloc.units.hospital).pk


@pytest.mark.parametrize("typed", ['"', '""', "'", "*", "a OR", "NEAR(", "\x00", "(", "%", "ủy -"])
def test_nothing_that_is_typed_is_an_error(admin, everything, typed):
    for name in ("wagtailadmin_pages:search", "wagtaildocs:index", "wagtailimages:index"):
        assert admin.get(reverse(name), {"q": typed}).status_code == 200


def test_the_index_of_the_admin_can_be_built_anew(admin, everything):
    call_command("rebuild_modelsearch_index", verbosity=0)
    list_ = reverse("wagtailadmin_pages:search_results")
    assert listed(admin.get(list_, {"q": "dai hoi thi dua"})) == (True, False)


def test_the_index_of_readers_can_be_built_anew(everything, settings, capsys):
    settings.ELASTICSEARCH_URL = ""
    before = set(Entry.objects.values_list("digest", flat=True))
    Entry.objects.all().delete()
    call_command("rebuild_search")
    assert set(Entry.objects.values_list("digest", flat=True)) == before
    assert f"{len(before)} entries in the database" in capsys.readouterr().out
    call_command("rebuild_search", "--from-scratch")
    assert set(Entry.objects.values_list("digest", flat=True)) == before


def test_a_rebuild_while_elasticsearch_is_away_says_so_and_serves_the_database(
    everything, settings, capsys
):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    call_command("rebuild_search")
    told = capsys.readouterr()
    assert "entries in the database" in told.out
    assert "Elasticsearch is away" in told.err
