"""The demo portal as a whole: every piece where its story says, by the real chain."""

import io
import json
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db.models import Max
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, TaskState, WorkflowState
from wagtail_localize.models import Translation

from accounts.models import User
from approvals.doctor import uncovered_live_rows
from approvals.models import (
    Approval,
    Declaration,
    Piece,
    Release,
    WritePermit,
    governed_models,
)
from approvals.permissions import is_translation
from approvals.translation import translation_of, untranslated
from assets.models import Document, Image
from home.demo import loading, people
from home.models import Banner, HomePage, MenuItem, PhotoAlbumPage, VideoPage
from operations.models import AuditEntry
from organisation.models import Membership, PortalSettings, Unit
from units.models import ArticlePage, LeadershipPage, ReprintSource, Topic, UnitPage

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

#: State of the file -> state of the piece, where the piece stands at no stage.
STATES = {
    "draft": Piece.State.DRAFT,
    "returned": Piece.State.RETURNED,
    "scheduled": Piece.State.SCHEDULED,
    "published": Piece.State.PUBLISHED,
    "withdrawn": Piece.State.WITHDRAWN,
}
#: State of the file -> task at which a piece in review stands.
STAGES = {
    "unit": "unitleadertask",
    "editorial": "editorialtask",
    "standing": "standingmembertask",
    "publication": "publicationtask",
}


#: What was written first; translations stand beside it.
VIETNAMESE = {"locale__language_code": "vi"}


def pieces_told(content) -> Iterator[tuple[dict, Page | Banner]]:
    """Rows of the file with the pieces they became."""
    for row in content["articles"]:
        title = content.filled(row["title"], row["event"])
        yield row, ArticlePage.objects.get(title=title)
    for row in content["banners"]:
        yield row, Banner.objects.get(title=row["title"])
    for row in content["pages"]:
        yield row, Page.objects.get(slug=row["slug"].rpartition("/")[2], **VIETNAMESE).specific
    for row in content["albums"]:
        yield row, PhotoAlbumPage.objects.get(title=row["title"])
    for row in content["videos"]:
        yield row, VideoPage.objects.get(title=row["title"])


def local_day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def test_every_piece_stands_where_its_state_says(demo):
    for row, piece in pieces_told(demo.content):
        state = row.get("state", "published")
        standing = Piece.objects.of(piece).first()
        if state in STAGES:
            assert standing.state == Piece.State.IN_REVIEW, row["id"]
            assert standing.stage.content_type.model == STAGES[state], row["id"]
        elif state == "draft":
            assert not piece.live and not piece.workflow_states.exists()
            assert standing is None or standing.state == Piece.State.DRAFT
        else:
            assert standing.state == STATES[state], row["id"]
        assert piece.live == (state == "published"), row["id"]


def test_a_returned_piece_says_what_to_mend(demo):
    row = next(row for row in demo.content["articles"] if row["state"] == "returned")
    returned = Approval.objects.get(act=Approval.Act.RETURNED)
    assert returned.comment == row["returned"]["reason"]
    assert returned.user.username == "editor"


def test_a_scheduled_piece_waits_for_its_hour(demo):
    row = next(row for row in demo.content["articles"] if row["state"] == "scheduled")
    planned = Piece.objects.get(state=Piece.State.SCHEDULED)
    assert planned.go_live_at == demo.content.at(row["publish"]["offset"], row["publish"]["time"])


def test_a_withdrawn_piece_was_public_and_says_why_it_is_not(demo):
    row = next(row for row in demo.content["articles"] if row["state"] == "withdrawn")
    entry = AuditEntry.objects.get(action="approvals.withdraw")
    assert local_day(entry.at) == demo.content.day(row["withdrawn"]["day"])
    assert entry.detail["reason"] == row["withdrawn"]["reason"]
    assert ArticlePage.objects.get(pk=entry.object_id).first_published_at < entry.at


def test_nothing_is_live_that_no_release_covers(demo):
    assert uncovered_live_rows() == []
    assert not WritePermit.objects.exists()


def test_all_texts_became_public_by_a_chain_and_not_by_an_opening(demo):
    """Openings of the gate made pages with their names only: the founding and the units."""
    opened = Release.objects.exclude(opening="")
    assert set(opened.values_list("opening", flat=True)) == {"founding", "unit created"}
    for kept in opened:
        texts = ("introduction", "functions", "welcome", "lead", "body", "phone", "email")
        assert not any(kept.content.get(name) for name in texts)
        assert not any(kept.content.get(name) for name in ("people", "sections", "members"))


def test_each_stage_of_a_piece_was_another_person_and_never_its_author(demo):
    for state in WorkflowState.objects.all():
        approved = Approval.objects.filter(task_state__workflow_state=state)
        actors = list(approved.values_list("user", flat=True))
        assert len(actors) == len(set(actors))
        piece = state.content_object
        piece = piece.specific if isinstance(piece, Page) else piece
        assert piece.author_id not in actors
        assert piece.author_id == state.requested_by_id


def test_every_author_writes_for_the_unit_of_the_piece(demo):
    for model in governed_models():
        for piece in model.objects.exclude(author=None):
            roles = Membership.objects.filter(user=piece.author)
            if is_translation(piece):
                assert roles.filter(role="translator").exists(), piece
            else:
                assert roles.filter(role="contributor", unit=piece.unit).exists(), piece


def test_everything_english_was_translated_whole_and_took_its_own_chain(demo):
    english = Page.objects.filter(locale__language_code="en")
    told = demo.content["translations"]["en"]
    titles = set(english.live().values_list("title", flat=True))
    assert {row["title"] for row in (*told["articles"].values(), *told["pages"].values())} <= titles
    assert english.count() == english.live().count() == Translation.objects.count()
    for page in english.specific():
        assert untranslated(translation_of(page)) == 0, page
        assert Piece.objects.of(page).get().kind == "translation", page
        stages = Approval.objects.of(page).values_list("task_state__task__content_type__model")
        assert {name for (name,) in stages} == set(list(STAGES.values())[1:]), page


def test_both_members_of_the_editorial_board_read(demo):
    by = Approval.objects.filter(task_state__task__content_type__model="editorialtask")
    counts = [by.filter(user__username=name).count() for name in ("editor", "editor2")]
    assert min(counts) > sum(counts) / 3


def test_articles_albums_and_films_are_approved_on_their_event_day_after_their_hour(demo):
    for row, piece in pieces_told(demo.content):
        if "event" not in row:
            continue
        day = demo.content.day(row["event"])
        acts = [
            *Approval.objects.of(piece).values_list("at", flat=True),
            *Declaration.objects.of(piece).values_list("at", flat=True),
            piece.revisions.earliest("created_at").created_at,
        ]
        assert {local_day(at) for at in acts} == {day}, row["id"]
        assert min(acts) >= demo.content.at(row["event"], row.get("time", "00:00"))
        if row.get("state", "published") == "published":
            assert local_day(piece.first_published_at) == day


def test_banners_are_approved_before_they_are_due(demo):
    """One that leads to an article comes after it, on the banner's first day at the latest."""
    for row in demo.content["banners"]:
        banner = Banner.objects.get(title=row["title"])
        last = Approval.objects.of(banner).aggregate(Max("at"))["at__max"]
        due = banner.show_from + timedelta(days=1 if banner.link_page else 0)
        assert last < due, row["id"]


def test_the_story_ends_before_the_load_date(demo):
    """Every trace of it carries its own time: fields, revisions, states, proofs, logs."""
    midnight = demo.content.at(0, "00:00")
    for model, name in (
        (Revision, "created_at"),
        (TaskState, "started_at"),
        (WorkflowState, "created_at"),
        (PageLogEntry, "timestamp"),
        (ModelLogEntry, "timestamp"),
        (Approval, "at"),
        (Declaration, "at"),
        (Release, "at"),
        (Image, "created_at"),
        (Image, "published_at"),
        (Document, "created_at"),
        (User, "date_joined"),
        (Page, "last_published_at"),
        (AuditEntry.objects.exclude(action=loading.LOADED), "at"),
    ):
        rows = getattr(model, "objects", model)
        assert rows.exists(), model
        assert not rows.filter(**{f"{name}__gte": midnight}).exists(), (model, name)


def test_all_texts_are_composed_unicode_without_tokens(demo):
    for kept in Release.objects.all():
        text = json.dumps(kept.content, ensure_ascii=False)
        assert "{{" not in text
        assert unicodedata.is_normalized("NFC", text)


def test_the_ended_unit_lived_and_ended(demo):
    row = next(row for row in demo.content["units"] if "ended" in row)
    day = demo.content.day(row["ended"]["day"])
    unit = Unit.objects.get(short_name=row["short_name"])
    assert unit.ended_on == day
    assert set(unit.memberships.values_list("ended_on", flat=True)) == {day}
    page = UnitPage.objects.get(unit=unit)
    assert page.live and f"{day:%d/%m/%Y}" in page.introduction
    assert local_day(page.last_published_at) < day
    assert ArticlePage.objects.get(unit=unit).live


def test_people_of_the_ended_unit_cannot_sign_in(demo):
    for username in ("contributor12", "leader12"):
        assert not Client().login(username=username, password=PASSWORD)


@pytest.mark.parametrize(
    "username",
    "contributor leader contributor2 leader2 editor editor2 propaganda standing publisher "
    "office leadership translator admin".split(),
)
def test_the_named_accounts_sign_in(demo, username):
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    assert client.get("/admin/").status_code == 200


def test_only_the_system_account_is_a_superuser(demo):
    assert list(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == [
        "admin"
    ]


def test_settings_lists_and_menu_are_those_of_the_file(demo):
    said = demo.content["organisation"]
    portal = PortalSettings.load()
    assert (portal.site_title, portal.licence_number) == (
        said["site_title"],
        said["licence"]["number"],
    )
    assert Topic.objects.count() == len(demo.content["topics"])
    assert ReprintSource.objects.count() == len(demo.content["reprint_sources"])
    assert not MenuItem.objects.filter(page=None, url="").exists()
    about = MenuItem.objects.get(title="Giới thiệu")
    told = next(row["children"] for row in demo.content["menu"] if row["title"] == about.title)
    assert [item.title for item in about.children.all()] == told


def test_albums_belong_to_their_articles_and_films_have_captions_and_source(demo):
    for row in demo.content["albums"]:
        album = PhotoAlbumPage.objects.get(title=row["title"])
        assert len(album.shown_photos) == len(row["images"])
        assert album.public_article is not None
    for row in demo.content["videos"]:
        film = VideoPage.objects.get(title=row["title"])
        assert film.source == row["source"]
        assert film.media.duration == row["seconds"]
        assert film.media.transcript == row["transcript"]
        assert film.media.captions.read().startswith(b"WEBVTT")
        assert film.media.file.size < 150_000


def test_the_library_is_in_the_menu_with_its_two_parts(demo):
    parts = MenuItem.objects.filter(parent__title="Thư viện").values_list("title", "url")
    assert list(parts) == [("Ảnh", "/thu-vien/anh/"), ("Video", "/thu-vien/video/")]


def test_readers_read_it(demo, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    home = HomePage.objects.get(**VIETNAMESE)
    article = ArticlePage.objects.get(featured=True, live=True, **VIETNAMESE)
    shown = [
        home,
        article,
        UnitPage.objects.get(unit=article.unit, **VIETNAMESE),
        LeadershipPage.objects.first(),
        *(page.specific for page in home.get_children().live()),
        *Page.objects.filter(locale__language_code="en").specific(),
    ]
    for page in shown:
        assert client.get(page.get_url()).status_code == 200, page
    assert article.title in client.get("/").content.decode()
    for page in Page.objects.filter(depth__gt=1, live=False):
        assert client.get(page.get_url()).status_code == 404, page


def test_loading_again_changes_nothing_and_says_so(demo, settings):
    settings.DEMO_PASSWORD = ""
    before = [model.objects.count() for model in (AuditEntry, Revision, Page, Image, User)]
    written = io.StringIO()
    call_command("demo", stdout=written)
    assert [model.objects.count() for model in (AuditEntry, Revision, Page, Image, User)] == before
    assert not loading.load(password="", say=lambda line: None).is_new
    assert "contributor " in written.getvalue() and PASSWORD not in written.getvalue()


def test_another_password_is_given_to_all_accounts(demo):
    outcome = loading.load(password="mot-mat-khau-khac", say=lambda line: None)
    assert outcome.passwords_changed == len(demo.content["people"])
    assert Client().login(username="office", password="mot-mat-khau-khac")
    assert people.keep_password(demo.content, "mot-mat-khau-khac") == 0


def test_progress_is_told(demo):
    assert len(demo.lines) > 5


@pytest.mark.rule("R07")
def test_the_footer_names_licence_and_responsible_person(demo, settings):
    settings.ALLOWED_HOSTS = ["*"]
    said = demo.content["organisation"]
    footer = Client().get("/").content.decode().partition("<footer")[2]
    for text in (said["licence"]["number"], said["licence"]["issuer"], said["phone"]):
        assert text in footer


#: Standing matters of art. 4.1 and 6.2: where readers find them.
STANDING_MATTERS = (
    "/hoc-tap-va-lam-theo/",
    "/chu-de/xay-dung-dang/",
    "/chu-de/guong-dien-hinh/",
    "/chu-de/bao-ve-nen-tang/",
    "/tin-tuc/",
    "/tin-tuc/thong-bao/",
)
#: Sections of professional guidance, one for each agency (art. 6.2d).
AGENCY_GUIDANCE = (
    "cong-tac-to-chuc",
    "kiem-tra-giam-sat",
    "tuyen-giao",
    "dan-van",
    "van-phong-cap-uy",
)


@pytest.fixture
def reader(demo, settings) -> Client:
    settings.ALLOWED_HOSTS = ["*"]
    return Client()


def two_clicks_from_home(reader: Client) -> set[str]:
    """Addresses of pages that a reader reaches from home by at most two links."""

    def links(address: str) -> set[str]:
        return {link["href"] for link in soup_of(reader, address).select("a[href^='/'][href$='/']")}

    first = links("/")
    return first.union(*map(links, first))


def soup_of(reader: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(reader.get(address).content, "html.parser")


@pytest.mark.rule("R08", "R35", "R39")
def test_standing_matters_are_two_clicks_from_home_and_none_is_empty(reader):
    two_clicks = two_clicks_from_home(reader)
    for address in STANDING_MATTERS:
        assert address in two_clicks
        assert soup_of(reader, address).select("main article"), address


@pytest.mark.rule("R34")
def test_forms_of_each_agency_are_three_clicks_from_home(reader):
    two_clicks = two_clicks_from_home(reader)
    for agency in AGENCY_GUIDANCE:
        address = f"/huong-dan-nghiep-vu/{agency}/"
        assert address in two_clicks
        offered = soup_of(reader, address).select(".forms a")
        assert offered, address
        for link in offered:
            file = reader.get(link["href"])
            assert file.status_code == 200
            assert b"word/document.xml" in b"".join(file)


@pytest.mark.parametrize("root", ["/", "/en/"])
def test_a_units_page_leads_to_lists_in_its_own_language(reader, root):
    page = soup_of(reader, f"{root}don-vi/van-phong/")
    programme = page.select_one(".aside-title a")["href"]
    assert programme.startswith(f"{root}chuong-trinh-cong-tac/?of=")
    assert reader.get(programme).status_code == 200
