"""Submitting: the declaration and the rules of the content, in the form and from code."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from approvals import services
from approvals.exceptions import Refused, SubmissionRefused
from approvals.models import Declaration, GovernedSnippet, Piece, governed_models
from approvals.views import edit_address
from operations.models import AuditEntry
from organisation.models import Role
from tests.forms import edit_page, posted_form
from tests.pages import approve_through, draft_article, fresh
from tests.people import join
from units.models import ArticlePage, ReprintSource

from .acting import (
    DECLARED,
    SUBMIT,
    create_article,
    is_vietnamese,
    page_text,
    stage_of,
    submit,
    written_article,
)


def errors_in(response) -> str:
    """The messages beside the fields of the form that came back."""
    found = BeautifulSoup(response.content, "html.parser").select(".error-message")
    return " ".join(item.get_text(" ", strip=True) for item in found)


def declaration_error(response) -> str:
    found = BeautifulSoup(response.content, "html.parser").select_one(
        ".chain-panel__declaration .error-message"
    )
    return found.get_text(" ", strip=True) if found else ""


def assert_nothing_submitted(page) -> None:
    assert stage_of(page) == ""
    assert not fresh(page).workflow_states.exists()
    assert not Declaration.objects.exists()
    assert not AuditEntry.objects.filter(action="wagtail.workflow.start").exists()


# --- The declaration (R29) --------------------------------------------------------


@pytest.mark.rule("R29")
def test_without_the_declaration_the_field_says_so_and_nothing_is_lost(bloc, article, client_for):
    client = client_for(bloc.contributor)
    revision = article.latest_revision_id
    response = edit_page(client, article, SUBMIT | {"lead": "Lời dẫn gõ dở"})
    assert response.status_code == 200
    said = declaration_error(response)
    assert is_vietnamese(said)
    assert "6.1" in said
    assert "Lời dẫn gõ dở" in response.content.decode()
    assert_nothing_submitted(article)
    assert fresh(article).latest_revision_id == revision


@pytest.mark.rule("R29")
def test_without_the_declaration_a_new_article_is_not_submitted(bloc, tree, client_for):
    response = create_article(client_for(bloc.contributor), tree.hospital, SUBMIT)
    assert response.status_code == 200
    assert is_vietnamese(declaration_error(response))
    assert "Khánh thành khoa Nhi" in response.content.decode()
    assert not ArticlePage.objects.exists()


@pytest.mark.rule("R29")
def test_the_declaration_is_kept_with_name_time_and_revision(bloc, article, client_for):
    before = timezone.now()
    assert submit(client_for(bloc.contributor), article).status_code == 302
    kept = Declaration.objects.get()
    assert kept.user == bloc.contributor
    assert before <= kept.at <= timezone.now()
    assert kept.revision == fresh(article).get_latest_revision()
    assert is_vietnamese(kept.text)
    assert stage_of(article) == "Đơn vị duyệt"


@pytest.mark.rule("R29")
def test_a_new_article_is_declared_and_submitted_at_once(bloc, tree, client_for):
    create_article(client_for(bloc.contributor), tree.hospital, SUBMIT | DECLARED)
    article = ArticlePage.objects.get()
    assert Declaration.objects.get().revision_id == article.latest_revision_id
    assert stage_of(article) == "Đơn vị duyệt"


def test_each_text_needs_a_declaration_of_its_own(bloc, article, client_for):
    client = client_for(bloc.contributor)
    submit(client, article)
    services.send_back(fresh(article), bloc.leader, comment="Bổ sung")
    response = edit_page(client, article, SUBMIT | {"lead": "Lời dẫn đã bổ sung"})
    assert response.status_code == 200
    assert declaration_error(response)
    assert fresh(article).current_workflow_state.status == "needs_changes"
    assert submit(client, article, {"lead": "Lời dẫn đã bổ sung"}).status_code == 302
    assert Declaration.objects.count() == 2


def test_a_draft_is_saved_without_any_declaration(bloc, article, client_for):
    assert edit_page(client_for(bloc.contributor), article).status_code == 302
    assert not Declaration.objects.exists()


def test_the_text_of_the_declaration_stands_beside_its_box(bloc, article, client_for):
    html = client_for(bloc.contributor).get(edit_address(article)).content
    label = BeautifulSoup(html, "html.parser").select_one(".chain-panel__declaration label")
    assert is_vietnamese(label.text)
    assert not label.select_one("input").has_attr("checked")


SNIPPETS = [model for model in governed_models() if issubclass(model, GovernedSnippet)]


@pytest.mark.rule("R29")
@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_the_editor_of_every_snippet_shows_the_chain_and_asks_for_the_declaration_once(
    bloc, client_for, model
):
    html = client_for(bloc.contributor).get(reverse(model.snippet_viewset.get_url_name("add")))
    page = BeautifulSoup(html.content, "html.parser")
    boxes = page.select("[name=declaration]")
    assert len(boxes) == 1
    assert boxes[0].find_parent(class_="chain-panel__declaration")


def test_code_cannot_resume_a_returned_piece_without_a_declaration(bloc, article):
    services.submit(article, bloc.contributor)
    services.send_back(fresh(article), bloc.leader, comment="Bổ sung")
    mended = fresh(article).get_latest_revision_as_object()
    mended.lead = "Lời dẫn khác"
    mended.save_revision(user=bloc.contributor)
    with pytest.raises(SubmissionRefused):
        services.submit(fresh(article), bloc.contributor, declared=False)
    assert stage_of(article) == ""


def test_wagtails_own_start_keeps_the_rules(bloc, article):
    with pytest.raises(SubmissionRefused):
        article.get_workflow().start(article, bloc.contributor)
    assert_nothing_submitted(article)


# --- Who submits ------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["leader", "contributor2", "editor", "standing", "publisher", "admin"]
)
def test_code_submits_for_contributors_of_the_unit_only(bloc, article, who):
    with pytest.raises(Refused):
        services.submit(article, getattr(bloc, who))
    assert_nothing_submitted(article)


@pytest.mark.parametrize("who", ["leader", "editor", "standing", "publisher", "admin"])
def test_the_form_submits_for_contributors_of_the_unit_only(bloc, article, client_for, who):
    submit(client_for(getattr(bloc, who)), article)
    assert_nothing_submitted(article)


def test_a_piece_in_review_is_not_submitted_again_by_code(bloc, article):
    services.submit(article, bloc.contributor)
    with pytest.raises(Refused):
        services.submit(fresh(article), bloc.contributor)
    assert article.workflow_states.count() == 1


def test_the_contributor_may_also_be_an_editor_and_stays_a_contributor(bloc, article, client_for):
    join(bloc.units.office, bloc.contributor, Role.EDITORIAL)
    submit(client_for(bloc.contributor), article)
    assert stage_of(article) == "Đơn vị duyệt"


# --- Sources (R52, R54) -------------------------------------------------------------

COMPILED = {"origin": "compiled"}
SOURCE = {"source_name": "Báo Lạc Giang", "source_url": "https://bao.lacgiang.example/tin-1"}


@pytest.mark.rule("R52")
def test_reused_text_without_its_source_is_refused(bloc, article, client_for):
    response = submit(client_for(bloc.contributor), article, COMPILED)
    assert response.status_code == 200
    assert "7.2" in errors_in(response)
    assert is_vietnamese(errors_in(response))
    assert_nothing_submitted(article)


@pytest.mark.rule("R52")
def test_the_published_page_names_its_source_with_a_link(bloc, tree, client_for, client):
    author = client_for(bloc.contributor)
    article = written_article(author, tree.hospital, **COMPILED, **SOURCE)
    submit(author, article, COMPILED | SOURCE)
    approve_through(bloc, fresh(article))
    page = BeautifulSoup(client.get(fresh(article).url).content, "html.parser")
    assert "Nguồn:" in page.get_text(" ", strip=True)
    assert page.select_one(f'a[href="{SOURCE["source_url"]}"]').text.strip() == "Báo Lạc Giang"


@pytest.mark.rule("R52")
def test_code_is_bound_to_name_the_source_too(bloc, tree):
    article = draft_article(tree, bloc.contributor, origin="compiled")
    with pytest.raises(SubmissionRefused, match=r"7\.2"):
        services.submit(article, bloc.contributor)


@pytest.mark.rule("R54")
def test_a_reprint_comes_from_a_listed_source_only(bloc, article, client_for):
    client = client_for(bloc.contributor)
    reprint = {"origin": "reprint"} | SOURCE
    response = submit(client, article, reprint)
    assert response.status_code == 200
    assert "7.3" in errors_in(response)
    ReprintSource.objects.create(name="Báo Lạc Giang", url="https://bao.lacgiang.example/")
    assert submit(client, article, reprint).status_code == 302
    assert stage_of(article) == "Đơn vị duyệt"


@pytest.mark.rule("R54")
def test_quoting_from_elsewhere_is_allowed_with_the_source_named(bloc, article, client_for):
    elsewhere = {"source_name": "Báo khác", "source_url": "https://bao-khac.example/1"}
    assert submit(client_for(bloc.contributor), article, COMPILED | elsewhere).status_code == 302


@pytest.mark.rule("R52")
def test_a_draft_may_lack_its_source(bloc, article, client_for):
    assert edit_page(client_for(bloc.contributor), article, COMPILED).status_code == 302


# --- Pictures ---------------------------------------------------------------------


def test_a_picture_without_alternative_text_is_refused_in_words(bloc, article, image, client_for):
    type(image).objects.filter(pk=image.pk).update(description="")
    client = client_for(bloc.contributor)
    response = submit(client, article, {"main_image": str(image.pk)})
    assert response.status_code == 200
    assert_nothing_submitted(article)
    text = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
    assert "5.5a" in text


# --- Its place in the tree --------------------------------------------------------


def test_an_article_below_the_page_of_another_unit_is_refused_in_words(bloc, tree):
    """From code, which may put a page anywhere; the admin answers 404 before that."""
    stray = draft_article(tree, bloc.contributor)
    ArticlePage.objects.filter(pk=stray.pk).update(unit=bloc.units.office)
    stray = fresh(stray)
    stray.save_revision(user=bloc.office_contributor)
    with pytest.raises(SubmissionRefused, match="trang của đơn vị mình"):
        services.submit(stray, bloc.office_contributor)
    assert_nothing_submitted(stray)


# --- What is submitted ---------------------------------------------------------------


def test_the_desk_of_the_next_person_has_it_at_once(bloc, article, client_for):
    submit(client_for(bloc.contributor), article)
    assert article.title in page_text(client_for(bloc.leader), reverse("wagtailadmin_home"))
    assert article.title not in page_text(client_for(bloc.leader2), reverse("wagtailadmin_home"))
    row = Piece.objects.of(article).get()
    assert (row.state, row.stage.name) == (Piece.State.IN_REVIEW, "Đơn vị duyệt")
    assert row.due > row.since


def test_the_author_finds_it_on_the_way(bloc, article, client_for):
    client = client_for(bloc.contributor)
    submit(client, article)
    html = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    on_the_way = html.select_one("[aria-labelledby=desk-on_the_way]")
    assert article.title in on_the_way.text


def test_submission_is_in_the_audit_trail(bloc, article, client_for):
    submit(client_for(bloc.contributor), article)
    entry = AuditEntry.objects.filter(action="wagtail.workflow.start").get()
    assert entry.actor == bloc.contributor
    assert entry.object_id == str(article.pk)


def test_what_is_in_review_is_not_submitted_again(bloc, article):
    """The editor may write in it at their stage; that starts no second chain."""
    services.submit(article, bloc.contributor)
    approve_through(bloc, article, until="unit")
    with pytest.raises(Refused, match="đang được duyệt"):
        services.submit(fresh(article), bloc.editor)


def test_a_browser_that_submits_what_is_in_review_changes_nothing(bloc, article, client_for):
    services.submit(article, bloc.contributor)
    approve_through(bloc, article, until="unit")
    client = client_for(bloc.editor)
    response = client.post(
        edit_address(article), posted_form(client, edit_address(article), SUBMIT | DECLARED)
    )
    assert response.status_code < 500
    assert fresh(article).workflow_states.count() == 1
