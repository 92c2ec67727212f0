"""The page of review: each stage acts on the text it has seen, once, and in its turn."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from approvals import services
from approvals.exceptions import StageRefused
from approvals.models import Approval, Piece, Release
from approvals.views import edit_address, review_address
from operations.models import AuditEntry
from organisation.models import FourEyes, PortalSettings, Role
from tests.forms import edit_page
from tests.pages import approve_through, fresh, publish
from tests.people import join

from .acting import (
    EDITORIAL,
    STANDING,
    UNIT,
    act,
    is_vietnamese,
    messages_after,
    review_form,
    row,
    stage_of,
    submit,
    written_article,
)

# --- Acting in turn -----------------------------------------------------------


@pytest.mark.rule("R24")
def test_four_people_in_turn_make_it_public(bloc, in_review, client_for, client):
    for person in (bloc.leader, bloc.editor, bloc.standing, bloc.publisher):
        assert client.get(in_review.url).status_code == 404
        assert act(client_for(person), fresh(in_review), "approve").status_code == 302
    assert fresh(in_review).live
    assert row(in_review).state == Piece.State.PUBLISHED
    assert [a.user for a in Approval.objects.order_by("at")] == [
        bloc.leader,
        bloc.editor,
        bloc.standing,
        bloc.publisher,
    ]


@pytest.mark.rule("R24")
def test_without_the_standing_member_the_publisher_has_no_button(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="editorial")
    client = client_for(bloc.publisher)
    html = client.get(review_address(in_review)).content.decode()
    assert BeautifulSoup(html, "html.parser").select_one("form.review__act") is None
    assert 'value="approve"' not in html
    assert "action-publish" not in client.get(edit_address(in_review)).content.decode()


@pytest.mark.rule("R24")
def test_without_the_standing_member_a_direct_post_publishes_nothing_and_says_why(
    bloc, in_review, client_for
):
    approve_through(bloc, in_review, until="editorial")
    client = client_for(bloc.publisher)
    response = client.post(review_address(in_review), {"act": "approve", "comment": ""})
    said = messages_after(client, response)
    assert str(bloc.standing) in said
    assert is_vietnamese(said)
    assert not fresh(in_review).live
    assert stage_of(in_review) == STANDING


@pytest.mark.rule("R24")
@pytest.mark.parametrize("action", ["workflow_action", "collect_workflow_action_data"])
def test_core_addresses_for_acting_obey_the_stages(bloc, in_review, client_for, action):
    approve_through(bloc, in_review, until="editorial")
    state = fresh(in_review).current_workflow_task_state
    url = reverse(f"wagtailadmin_pages:{action}", args=[in_review.pk, "approve", state.pk])
    for person in (bloc.publisher, bloc.editor, bloc.contributor, bloc.admin):
        client_for(person).post(url, {"comment": "", "seen": ""})
    assert stage_of(in_review) == STANDING
    assert not fresh(in_review).live


@pytest.mark.parametrize("who", ["contributor", "editor", "standing", "publisher", "admin"])
def test_only_the_stage_under_way_acts(bloc, in_review, client_for, who):
    client = client_for(getattr(bloc, who))
    client.post(review_address(in_review), {"act": "approve"})
    client.post(review_address(in_review), {"act": "reject", "comment": "Không"})
    assert stage_of(in_review) == UNIT
    assert not Approval.objects.exists()


def test_the_superuser_has_no_act(bloc, in_review, client_for):
    for until in (None, "unit", "editorial", "standing"):
        if until:
            approve_through_one(bloc, in_review, until)
        text = client_for(bloc.admin).get(review_address(in_review)).content.decode()
        assert 'value="approve"' not in text
        with pytest.raises(StageRefused):
            services.approve(fresh(in_review), bloc.admin)


def approve_through_one(bloc, piece, stage):
    people = {"unit": bloc.leader, "editorial": bloc.editor, "standing": bloc.standing}
    services.approve(fresh(piece), people[stage])


def test_a_leader_of_another_unit_does_not_see_it(bloc, in_review, client_for):
    client = client_for(bloc.leader2)
    assert client.get(review_address(in_review)).status_code == 404
    assert client.post(review_address(in_review), {"act": "approve"}).status_code == 404
    assert stage_of(in_review) == UNIT


def test_where_a_unit_has_no_leader_the_one_above_approves(bloc, tree, client_for):
    from approvals.gate import publication_open
    from units.models import UnitPage

    with publication_open("founding of the tests"):
        cell = tree.hospital.add_child(
            instance=UnitPage(title="Khoa Khám bệnh", slug="khoa-kham", unit=bloc.units.cell)
        )
    client = client_for(bloc.cell_contributor)
    article = written_article(client, cell)
    submit(client, article)
    assert act(client_for(bloc.leader), fresh(article), "approve").status_code == 302
    assert stage_of(article) == EDITORIAL


# --- Four eyes ----------------------------------------------------------------


def test_the_author_who_also_leads_does_not_approve(bloc, in_review, client_for):
    join(bloc.units.hospital, bloc.contributor, Role.UNIT_LEADER)
    client = client_for(bloc.contributor)
    response = client.post(review_address(in_review), {"act": "approve"})
    assert is_vietnamese(messages_after(client, response))
    assert stage_of(in_review) == UNIT
    assert not Approval.objects.exists()


def test_nobody_approves_the_same_stage_twice(bloc, in_review, client_for):
    client = client_for(bloc.leader)
    form = review_form(client, in_review) | {"act": "approve", "comment": ""}
    client.post(review_address(in_review), form)
    response = client.post(review_address(in_review), form)
    assert is_vietnamese(messages_after(client, response))
    assert Approval.objects.count() == 1
    assert stage_of(in_review) == EDITORIAL


def test_nobody_acts_at_two_stages(bloc, in_review, client_for):
    join(bloc.units.office, bloc.leader, Role.EDITORIAL)
    act(client_for(bloc.leader), in_review, "approve")
    client = client_for(bloc.leader)
    response = client.post(review_address(in_review), {"act": "approve"})
    assert is_vietnamese(messages_after(client, response))
    assert stage_of(in_review) == EDITORIAL
    assert Approval.objects.count() == 1


def test_an_editor_acts_at_one_stage_only(bloc, in_review, client_for):
    join(bloc.units.bloc, bloc.editor, Role.STANDING)
    approve_through(bloc, in_review, until="editorial")
    client_for(bloc.editor).post(review_address(in_review), {"act": "approve"})
    assert stage_of(in_review) == STANDING


def test_who_rewrote_a_returned_piece_does_not_approve_it(bloc, in_review, client_for):
    """The second contributor of the unit also leads it; the text is theirs by now."""
    join(bloc.units.hospital, bloc.cell_contributor, Role.CONTRIBUTOR)
    join(bloc.units.hospital, bloc.cell_contributor, Role.UNIT_LEADER)
    services.send_back(in_review, bloc.leader, comment="Viết lại")
    writer = client_for(bloc.cell_contributor)
    edit_page(writer, in_review, {"title": "Viết lại từ đầu"})
    submit(client_for(bloc.contributor), in_review, {"title": "Viết lại từ đầu"})
    assert stage_of(in_review) == UNIT
    writer.post(review_address(in_review), {"act": "approve"})
    assert stage_of(in_review) == UNIT
    assert not Approval.objects.filter(act=Approval.Act.APPROVED).exists()


def test_who_resubmitted_a_returned_piece_does_not_approve_it(bloc, in_review, client_for):
    join(bloc.units.hospital, bloc.cell_contributor, Role.CONTRIBUTOR)
    join(bloc.units.hospital, bloc.cell_contributor, Role.UNIT_LEADER)
    services.send_back(in_review, bloc.leader, comment="Viết lại")
    client = client_for(bloc.cell_contributor)
    submit(client, in_review)
    client.post(review_address(in_review), {"act": "approve"})
    assert not Approval.objects.filter(act=Approval.Act.APPROVED).exists()


def test_a_small_team_may_and_each_use_is_recorded(bloc, in_review):
    settings = PortalSettings.load()
    settings.four_eyes = FourEyes.SMALL_TEAM
    settings.save()
    join(bloc.units.hospital, bloc.contributor, Role.UNIT_LEADER)
    services.approve(in_review, bloc.contributor)
    assert Approval.objects.get().small_team
    services.approve(fresh(in_review), bloc.editor)
    assert not Approval.objects.last().small_team


@pytest.mark.rule("R03")
def test_a_term_that_ended_in_mid_review_is_refused_at_the_next_click(bloc, in_review, client_for):
    client = client_for(bloc.leader)
    form = review_form(client, in_review) | {"act": "approve", "comment": ""}
    bloc.leader.memberships.update(ended_on=timezone.localdate())
    assert client.post(review_address(in_review), form).status_code in {302, 404}
    assert stage_of(in_review) == UNIT
    assert not Approval.objects.exists()


@pytest.mark.rule("R03")
def test_an_ended_role_beside_another_that_goes_on(bloc, in_review, client_for):
    """Still somebody in the portal, no longer a leader."""
    join(bloc.units.hospital, bloc.leader, Role.CONTRIBUTOR)
    client = client_for(bloc.leader)
    form = review_form(client, in_review) | {"act": "approve", "comment": ""}
    bloc.leader.memberships.filter(role=Role.UNIT_LEADER).update(ended_on=timezone.localdate())
    response = client.post(review_address(in_review), form)
    assert is_vietnamese(messages_after(client, response))
    assert not Approval.objects.exists()


# --- What was seen ------------------------------------------------------------


def test_approving_a_text_that_has_changed_since_is_refused_in_words(bloc, in_review, client_for):
    services.approve(in_review, bloc.leader)
    slow, quick = client_for(bloc.editor2), client_for(bloc.editor)
    form = review_form(slow, in_review) | {"act": "approve", "comment": ""}
    edit_page(quick, in_review, {"title": "Biên tập lại"})
    said = messages_after(slow, slow.post(review_address(in_review), form))
    assert is_vietnamese(said)
    assert Approval.objects.count() == 1
    assert stage_of(in_review) == EDITORIAL


@pytest.mark.parametrize("seen", ["", None])
def test_approving_without_saying_which_text_was_seen_is_refused(bloc, in_review, client_for, seen):
    data = {"act": "approve", "comment": ""} | ({} if seen is None else {"seen": seen})
    client_for(bloc.leader).post(review_address(in_review), data)
    assert stage_of(in_review) == UNIT
    assert not Approval.objects.exists()


def test_core_address_for_acting_needs_the_text_seen_too(bloc, in_review, client_for):
    state = in_review.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[in_review.pk, "approve", state.pk])
    client_for(bloc.leader).post(url, {"comment": ""})
    assert stage_of(in_review) == UNIT


def test_an_act_that_does_not_exist_is_not_found(bloc, in_review, client_for):
    form = review_form(client_for(bloc.leader), in_review) | {"act": "publish"}
    response = client_for(bloc.leader).post(review_address(in_review), form)
    assert response.status_code == 404
    assert stage_of(in_review) == UNIT


# --- The proof ------------------------------------------------------------------------


def test_purging_revisions_keeps_the_proof(bloc, public, client_for):
    edit_page(client_for(bloc.contributor), public, {"title": "Bản nháp mới hơn"})
    before = TaskState.objects.count(), Approval.objects.count()
    call_command("purge_revisions", "--pages")
    assert (TaskState.objects.count(), Approval.objects.count()) == before
    assert fresh(public).live_revision_id
    assert Release.objects.of(public).get().revision_id


def test_everything_done_is_in_the_audit_trail(bloc, public):
    acts = AuditEntry.objects.filter(object_id=str(public.pk)).values_list("action", flat=True)
    assert list(acts).count("approvals.approved") == 4
    assert "approvals.release" in acts
    assert "wagtail.publish" in acts
    assert "wagtail.workflow.start" in acts


def test_publish_helper_and_browser_agree(bloc, article):
    assert publish(bloc, article).live
