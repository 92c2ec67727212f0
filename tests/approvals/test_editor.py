"""Wagtail's editor under the chain: who writes, who only reads, and what a save undoes."""

import json
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from approvals import services
from approvals.models import Approval, Piece
from tests.forms import edit_page, posted_form
from tests.pages import approve_through, draft_article, fresh
from tests.people import join
from units.models import ArticlePage

from .acting import (
    add_address,
    create_article,
    editor_text,
    is_vietnamese,
    page_text,
    stage_of,
    submit,
    written_article,
)


@pytest.fixture
def in_review(bloc, article):
    services.submit(article, bloc.contributor)
    return fresh(article)


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def latest_title(page) -> str:
    return fresh(page).get_latest_revision_as_object().title


# --- Writing ------------------------------------------------------------------


def test_a_contributor_writes_a_draft_for_their_unit(bloc, tree, client_for):
    article = written_article(client_for(bloc.contributor), tree.hospital)
    assert not article.live
    assert article.unit == bloc.units.hospital
    assert article.author == bloc.contributor
    assert article.get_latest_revision().user == bloc.contributor
    assert [block.block_type for block in article.body] == ["text"]


def test_a_draft_is_on_its_authors_desk_under_its_present_title(bloc, tree, client_for):
    client = client_for(bloc.contributor)
    article = written_article(client, tree.hospital)
    assert "Khánh thành khoa Nhi" in page_text(client, reverse("wagtailadmin_home"))
    edit_page(client, article, {"title": "Khoa Nhi đón bệnh nhân"})
    assert "Khoa Nhi đón bệnh nhân" in page_text(client, reverse("wagtailadmin_home"))


def test_drafts_are_saved_again_and_again(bloc, article, client_for):
    client = client_for(bloc.contributor)
    assert edit_page(client, article, {"title": "Lần hai"}).status_code == 302
    assert edit_page(client, article, {"title": "Lần ba"}).status_code == 302
    assert latest_title(article) == "Lần ba"
    assert not Piece.objects.of(article).filter(state=Piece.State.IN_REVIEW).exists()


@pytest.mark.parametrize("who", ["leader", "editor", "standing", "publisher", "office", "admin"])
def test_who_is_not_a_contributor_of_the_unit_creates_nothing(bloc, tree, client_for, who):
    client = client_for(getattr(bloc, who))
    assert client.get(add_address(tree.hospital)).status_code == 404
    assert client.post(add_address(tree.hospital), {"title": "Mới"}).status_code == 404
    assert not ArticlePage.objects.exists()


def test_a_contributor_creates_nothing_for_another_unit(bloc, tree, client_for):
    assert client_for(bloc.contributor2).get(add_address(tree.hospital)).status_code == 404


@pytest.mark.parametrize("who", ["leader", "editor", "standing", "publisher", "office", "admin"])
def test_a_draft_is_read_only_for_everybody_else(bloc, article, client_for, who):
    client = client_for(getattr(bloc, who))
    assert edit_page(client, article, {"title": "Sửa trộm"}).status_code == 200
    assert latest_title(article) == "Tin của bệnh viện"
    assert fresh(article).title == "Tin của bệnh viện"


def test_an_ended_membership_ends_writing_at_the_next_request(bloc, tree, article, client_for):
    client = client_for(bloc.contributor)
    form = posted_form(client, edit_address(article), {"title": "Sau khi thôi nhiệm vụ"})
    bloc.contributor.memberships.update(ended_on=timezone.localdate())
    assert client.post(edit_address(article), form).status_code in {302, 404}
    assert latest_title(article) == "Tin của bệnh viện"


def test_a_second_contributor_of_the_unit_may_go_on_writing(bloc, article, client_for):
    join(bloc.units.hospital, bloc.cell_contributor, "contributor")
    edit_page(client_for(bloc.cell_contributor), article, {"title": "Viết tiếp"})
    assert latest_title(article) == "Viết tiếp"
    assert fresh(article).author == bloc.contributor


# --- What the editor shows ----------------------------------------------------


def test_the_editor_shows_who_will_act(bloc, article, client_for):
    text = editor_text(client_for(bloc.contributor), article)
    for person in (bloc.leader, bloc.editor, bloc.editor2, bloc.standing, bloc.publisher):
        assert str(person) in text


def test_the_editor_shows_stage_people_since_and_due(bloc, article, client_for):
    since = timezone.localtime() + timedelta(days=1)
    with time_machine.travel(since, tick=False):
        services.submit(article, bloc.contributor)
        hours = fresh(article).current_workflow_task.specific.service_hours
        html = client_for(bloc.contributor).get(edit_address(article)).content
    now = BeautifulSoup(html, "html.parser").select_one("[aria-current=step]")
    text = now.get_text(" ", strip=True)
    assert "Đơn vị duyệt" in text
    assert str(bloc.leader) in text
    assert f"{since:%H:%M %d/%m/%Y}" in text
    assert f"{since + timedelta(hours=hours):%H:%M %d/%m/%Y}" in text


def test_a_late_stage_is_flagged(bloc, article, client_for):
    services.submit(article, bloc.contributor)
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        html = client_for(bloc.contributor).get(edit_address(article)).content
    assert BeautifulSoup(html, "html.parser").select_one(".chain__late")


def test_the_editor_shows_who_has_approved(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="editorial")
    html = client_for(bloc.contributor).get(edit_address(in_review)).content
    done = BeautifulSoup(html, "html.parser").select(".chain__stage--done")
    assert [str(bloc.leader) in done[0].text, str(bloc.editor) in done[1].text] == [True, True]


# --- In review ----------------------------------------------------------------


@pytest.mark.parametrize("who", ["contributor", "leader", "editor", "standing", "admin"])
def test_in_review_the_editor_is_read_only(bloc, in_review, client_for, who):
    client = client_for(getattr(bloc, who))
    page = client.get(edit_address(in_review))
    assert is_vietnamese(BeautifulSoup(page.content, "html.parser").select_one(".messages").text)
    response = edit_page(client, in_review, {"title": "Sửa khi đang duyệt"})
    assert response.status_code == 200
    assert latest_title(in_review) == "Tin của bệnh viện"
    assert stage_of(in_review) == "Đơn vị duyệt"


def test_nobody_mends_at_a_stage_of_readers(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="editorial")
    for person in (bloc.editor, bloc.standing):
        edit_page(client_for(person), in_review, {"title": "Sửa"})
    assert latest_title(in_review) == "Tin của bệnh viện"


def test_core_buttons_in_the_editor_approve_nothing_for_strangers(bloc, in_review, client_for):
    act = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    for person in (bloc.contributor, bloc.editor, bloc.standing, bloc.admin):
        edit_page(client_for(person), in_review, act)
    assert not Approval.objects.exists()
    assert stage_of(in_review) == "Đơn vị duyệt"


def test_an_old_tab_loses_no_text(bloc, article, client_for):
    """The piece was submitted in another tab: the save is refused, what was typed stays."""
    client = client_for(bloc.contributor)
    old_tab = posted_form(client, edit_address(article), {"lead": "Chữ gõ ở thẻ cũ"})
    submit(client, article)
    response = client.post(edit_address(article), old_tab)
    assert response.status_code == 200
    assert "Chữ gõ ở thẻ cũ" in response.content.decode()
    assert fresh(article).get_latest_revision_as_object().lead == "Lời dẫn của bài."


def test_submitting_twice_starts_one_chain(bloc, article, client_for):
    client = client_for(bloc.contributor)
    twice = posted_form(client, edit_address(article), {"action-submit": "1", "declaration": "on"})
    assert client.post(edit_address(article), twice).status_code == 302
    client.post(edit_address(article), twice)
    assert article.workflow_states.count() == 1


# --- Saves that change something, and saves that do not -------------------------


def autosave(client, page, changes, revision=None):
    """Wagtail's own autosave: the form as JSON request, into the given revision."""
    data = posted_form(client, edit_address(page), changes)
    latest = fresh(page).get_latest_revision()
    data |= {"loaded_revision_id": str(latest.pk)}
    data |= {"loaded_revision_created_at": latest.created_at.isoformat()}
    if revision:
        data["overwrite_revision_id"] = str(revision.pk)
    return client.post(edit_address(page), data, headers={"accept": "application/json"})


def test_autosave_rewrites_the_authors_own_draft(bloc, article, client_for):
    client = client_for(bloc.contributor)
    first = autosave(client, article, {"title": "Tự lưu một"}).json()
    assert first["success"]
    revision = fresh(article).get_latest_revision()
    assert revision.pk == first["revision_id"]
    second = autosave(client, article, {"title": "Tự lưu hai"}, revision=revision).json()
    assert second["revision_id"] == first["revision_id"]
    assert latest_title(article) == "Tự lưu hai"


def test_autosave_never_rewrites_what_somebody_approved(bloc, in_review, client_for):
    services.approve(fresh(in_review), bloc.leader)
    approved = fresh(in_review).get_latest_revision()
    answer = autosave(
        client_for(bloc.editor), in_review, {"title": "Biên tập tự lưu"}, revision=approved
    ).json()
    assert answer["success"]
    assert answer["revision_id"] != approved.pk
    approved.refresh_from_db()
    assert approved.as_object().title == "Tin của bệnh viện"


def test_autosave_in_review_is_refused_to_the_author(bloc, in_review, client_for):
    submitted = fresh(in_review).get_latest_revision()
    response = autosave(
        client_for(bloc.contributor), in_review, {"title": "Tự lưu"}, revision=submitted
    )
    assert not response.json()["success"]
    assert latest_title(in_review) == "Tin của bệnh viện"


def test_a_save_that_changes_nothing_resets_nothing(bloc, tree, client_for):
    client = client_for(bloc.contributor)
    article = written_article(client, tree.hospital)
    submit(client, article)
    services.approve(fresh(article), bloc.leader)
    assert edit_page(client_for(bloc.editor), article).status_code == 302
    services.approve(fresh(article), bloc.editor)
    assert stage_of(article) == "Thường trực phụ trách duyệt"
    assert [a.user for a in Approval.objects.order_by("at")] == [bloc.leader, bloc.editor]


def test_an_autosave_that_changes_nothing_resets_nothing(bloc, tree, client_for):
    client = client_for(bloc.contributor)
    article = written_article(client, tree.hospital)
    submit(client, article)
    services.approve(fresh(article), bloc.leader)
    latest = fresh(article).get_latest_revision()
    assert autosave(client_for(bloc.editor), article, {}, revision=latest).json()["success"]
    services.approve(fresh(article), bloc.editor)
    assert stage_of(article) == "Thường trực phụ trách duyệt"


def test_an_edit_after_publication_leaves_readers_the_released_text(bloc, tree, client_for):
    client = client_for(bloc.contributor)
    article = written_article(client, tree.hospital)
    submit(client, article)
    approve_through(bloc, fresh(article))
    edit_page(client, article, {"title": "Bản sau"})
    assert fresh(article).title == "Khánh thành khoa Nhi"
    assert latest_title(article) == "Bản sau"
    submit(client, article, {"title": "Bản sau"})
    assert stage_of(article) == "Đơn vị duyệt"
    assert fresh(article).title == "Khánh thành khoa Nhi"
    approve_through(bloc, fresh(article))
    assert fresh(article).title == "Bản sau"


def test_reverting_to_an_approved_revision_is_an_edit_like_any_other(bloc, article, client_for):
    client = client_for(bloc.contributor)
    first = article.get_latest_revision()
    edit_page(client, article, {"title": "Bản hai"})
    address = reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, first.pk])
    assert client.get(address).status_code == 200
    client.post(address, posted_form(client, address, {"action-publish": "1"}))
    assert not fresh(article).live
    assert latest_title(article) == "Tin của bệnh viện"


# --- What may not exist for others ----------------------------------------------


def test_the_slug_of_a_withdrawn_parent_keeps_the_address_of_public_children(
    bloc, tree, article, client_for
):
    """Saving a draft writes the row of a page that is not live: its children are."""
    services.submit(article, bloc.contributor)
    address = approve_through(bloc, article).url
    services.withdraw(tree.hospital, bloc.publisher, reason="Sắp xếp lại")
    parent = fresh(tree.hospital)
    client = client_for(bloc.contributor)
    url = edit_address(parent)
    client.post(url, posted_form(client, url, {"slug": "dia-chi-moi"}))
    assert fresh(article).live
    assert fresh(article).url == address


def test_a_draft_alias_does_not_stop_the_original(bloc, tree, article, client_for):
    client = client_for(bloc.contributor)
    data = {
        "new_title": "Bí danh",
        "new_slug": "bi-danh",
        "new_parent_page": tree.hospital.pk,
        "alias": "on",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), data)
    services.submit(fresh(article), bloc.contributor)
    assert approve_through(bloc, fresh(article)).live
    assert ArticlePage.objects.live().count() == 1


def test_a_copy_belongs_to_who_copied_it(bloc, tree, article, client_for):
    """The copier wrote the copy: the original's author is not barred, the copier is."""
    join(bloc.units.hospital, bloc.leader, "contributor")
    data = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": tree.hospital.pk,
    }
    client_for(bloc.leader).post(reverse("wagtailadmin_pages:copy", args=[article.pk]), data)
    copied = ArticlePage.objects.get(slug="ban-sao")
    assert copied.author == bloc.leader


def test_a_copy_in_another_unit_belongs_to_that_unit(bloc, tree, article, client_for):
    join(bloc.units.organisation, bloc.contributor, "contributor")
    data = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": tree.organisation.pk,
    }
    client_for(bloc.contributor).post(reverse("wagtailadmin_pages:copy", args=[article.pk]), data)
    assert ArticlePage.objects.get(slug="ban-sao").unit == bloc.units.organisation


def test_another_articles_title_stays_out_of_the_create_form(bloc, tree, client_for):
    draft_article(tree, bloc.contributor, "Tin kín của bệnh viện")
    text = page_text(client_for(bloc.contributor2), add_address(tree.organisation))
    assert "Tin kín" not in text


def test_creating_with_the_publish_button_makes_a_draft(bloc, tree, client_for):
    client = client_for(bloc.contributor)
    create_article(client, tree.hospital, {"action-publish": "1"})
    assert not ArticlePage.objects.get().live


def test_nobody_has_a_publish_or_unpublish_button(bloc, article, client_for):
    for who in ("contributor", "publisher", "admin"):
        html = client_for(getattr(bloc, who)).get(edit_address(article)).content.decode()
        assert "action-publish" not in html
        assert "/unpublish/" not in html


def test_publishing_directly_is_answered_in_words(bloc, article, client_for):
    """No chain is passed by writing ``action-publish`` into the form (R24)."""
    edit_page(client_for(bloc.publisher), article, {"action-publish": "1"})
    assert not fresh(article).live


def test_json_answers_carry_no_other_units_piece(bloc, article, client_for):
    response = client_for(bloc.contributor2).post(
        edit_address(article), {"title": "x"}, headers={"accept": "application/json"}
    )
    assert response.status_code == 404
    assert "Tin của bệnh viện" not in json.dumps(response.content.decode())
