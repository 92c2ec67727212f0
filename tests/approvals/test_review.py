"""The page of review: each stage acts on the text it has seen, once, and in its turn."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from approvals import services
from approvals.exceptions import StageRefused
from approvals.models import Approval, Piece, Release
from approvals.standing import approvals_of_live
from approvals.views import edit_address, review_address
from assets.exceptions import FrozenFile, UndeletableFile
from operations.models import AuditEntry
from organisation.models import FourEyes, PortalSettings, Role
from tests.forms import edit_page, posted_form
from tests.pages import approve_through, fresh, publish
from tests.people import join

from .acting import (
    act,
    approve_in_turn,
    editor_text,
    is_vietnamese,
    messages_after,
    page_text,
    review_form,
    stage_of,
    submit,
    written_article,
)

UNIT, EDITORIAL = "Đơn vị duyệt", "Tổ biên tập duyệt"
STANDING, PUBLICATION = "Thường trực phụ trách duyệt", "Quản trị mạng xuất bản"


@pytest.fixture
def in_review(bloc, tree, client_for):
    """An article that its author wrote and submitted in the browser."""
    client = client_for(bloc.contributor)
    article = written_article(client, tree.hospital)
    submit(client, article)
    return fresh(article)


def row(piece) -> Piece:
    return Piece.objects.of(piece).get()


def address(name, piece) -> str:
    return reverse(f"approvals:{name}", args=[piece.get_content_type().pk, piece.pk])


def latest_title(piece) -> str:
    return fresh(piece).get_latest_revision_as_object().title


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


# --- Return and mending ---------------------------------------------------------


def test_a_return_needs_a_comment(bloc, in_review, client_for):
    client = client_for(bloc.leader)
    said = messages_after(client, act(client, in_review, "reject", comment="  "))
    assert is_vietnamese(said)
    assert stage_of(in_review) == UNIT
    assert not Approval.objects.exists()


def test_a_return_shows_its_comment_to_the_author(bloc, in_review, client_for):
    act(client_for(bloc.leader), in_review, "reject", comment="Bổ sung nguồn số liệu")
    assert row(in_review).state == Piece.State.RETURNED
    author = client_for(bloc.contributor)
    assert "Bổ sung nguồn số liệu" in editor_text(author, in_review)
    home = page_text(author, reverse("wagtailadmin_home"))
    assert "Khánh thành khoa Nhi" in home


def test_a_mended_piece_goes_to_the_first_stage_that_has_not_seen_it(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    act(client_for(bloc.editor), fresh(in_review), "reject", comment="Rút gọn")
    author = client_for(bloc.contributor)
    edit_page(author, in_review, {"title": "Rút gọn"})
    submit(author, in_review, {"title": "Rút gọn"})
    assert stage_of(in_review) == UNIT
    approve_in_turn(client_for, in_review, [bloc.leader, bloc.editor])
    assert stage_of(in_review) == STANDING


def test_a_piece_resubmitted_unchanged_skips_those_who_have_seen_it(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    act(client_for(bloc.editor), fresh(in_review), "reject", comment="Vì sao?")
    submit(client_for(bloc.contributor), in_review)
    assert stage_of(in_review) == EDITORIAL


def test_a_return_voids_the_approval_of_the_returned_text_at_that_stage(
    bloc, in_review, client_for
):
    """Who returned a text and gets it back unchanged decides anew; nobody is passed over."""
    act(client_for(bloc.leader), in_review, "reject", comment="Chưa rõ")
    submit(client_for(bloc.contributor), in_review)
    assert stage_of(in_review) == UNIT


def test_what_the_editor_mends_the_leader_confirms_once(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    editor, leader = client_for(bloc.editor), client_for(bloc.leader)
    assert edit_page(editor, in_review, {"title": "Khánh thành Khoa Nhi"}).status_code == 302
    act(editor, fresh(in_review), "approve")
    assert stage_of(in_review) == UNIT
    page = leader.get(review_address(in_review)).content.decode()
    compare = BeautifulSoup(page, "html.parser").select_one('a[href*="/revisions/compare/"]')
    assert leader.get(compare["href"]).status_code == 200
    act(leader, fresh(in_review), "approve")
    assert stage_of(in_review) == STANDING
    approve_in_turn(client_for, in_review, [bloc.standing, bloc.publisher])
    assert fresh(in_review).live
    assert fresh(in_review).title == "Khánh thành Khoa Nhi"
    assert fresh(in_review).author == bloc.contributor


def test_the_leader_is_asked_to_confirm_in_words_of_its_own(bloc, in_review, client_for):
    leader = client_for(bloc.leader)
    first = approve_label(leader, in_review)
    approve_through(bloc, in_review, until="unit")
    edit_page(client_for(bloc.editor), in_review, {"title": "Biên tập"})
    act(client_for(bloc.editor), fresh(in_review), "approve")
    again = approve_label(leader, in_review)
    assert first != again
    assert is_vietnamese(again)


def approve_label(client, piece) -> str:
    html = client.get(review_address(piece)).content
    return BeautifulSoup(html, "html.parser").select_one("button[value=approve]").text.strip()


def test_a_leader_who_does_not_confirm_returns_it(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    edit_page(client_for(bloc.editor), in_review, {"title": "Biên tập sai ý"})
    act(client_for(bloc.editor), fresh(in_review), "approve")
    act(client_for(bloc.leader), fresh(in_review), "reject", comment="Sai ý đơn vị")
    assert row(in_review).state == Piece.State.RETURNED
    assert not fresh(in_review).live


def test_mending_makes_the_editor_nobody_s_author(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    edit_page(client_for(bloc.editor), in_review, {"title": "Biên tập"})
    assert fresh(in_review).get_latest_revision_as_object().author == bloc.contributor
    assert act(client_for(bloc.editor), fresh(in_review), "approve").status_code == 302
    assert Approval.objects.filter(user=bloc.editor).exists()


def test_the_desk_and_the_row_follow_what_was_mended(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    edit_page(client_for(bloc.editor), in_review, {"title": "Tên đã biên tập"})
    assert row(in_review).title == "Tên đã biên tập"


# --- Hold and take back ---------------------------------------------------------


@pytest.mark.rule("R23")
def test_a_held_piece_is_approved_by_nobody_and_the_reason_is_visible(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    propaganda = client_for(bloc.propaganda)
    propaganda.post(address("hold", in_review), {"reason": "Chờ xác minh số liệu"})
    for person in (bloc.editor, bloc.editor2, bloc.standing, bloc.publisher, bloc.admin):
        client = client_for(person)
        client.post(review_address(in_review), {"act": "approve"})
        client.post(review_address(in_review), {"act": "reject", "comment": "Trả"})
    assert stage_of(in_review) == EDITORIAL
    for person in (bloc.editor, bloc.contributor):
        assert "Chờ xác minh số liệu" in page_text(client_for(person), review_address(in_review))
        assert "Chờ xác minh số liệu" in editor_text(client_for(person), in_review)
    propaganda.post(address("lift_hold", in_review))
    act(client_for(bloc.editor), fresh(in_review), "approve")
    assert stage_of(in_review) == STANDING
    assert {"approvals.hold", "approvals.lift_hold"} <= set(
        AuditEntry.objects.values_list("action", flat=True)
    )


def test_a_hold_needs_a_reason(bloc, in_review, client_for):
    response = client_for(bloc.propaganda).post(address("hold", in_review), {"reason": " "})
    assert response.status_code == 422
    assert row(in_review).held == ""


@pytest.mark.parametrize("who", ["contributor", "leader", "editor", "standing", "publisher"])
def test_only_the_propaganda_board_holds_and_lifts(bloc, in_review, client_for, who):
    client = client_for(getattr(bloc, who))
    client.post(address("hold", in_review), {"reason": "Thử"})
    assert row(in_review).held == ""
    services.hold(in_review, bloc.propaganda, reason="Chờ")
    client.post(address("lift_hold", in_review))
    assert row(in_review).held == "Chờ"


def test_a_hold_on_a_piece_outside_of_a_chain_is_refused_or_kept(bloc, article, client_for):
    """A hold that says it succeeded must be there when the piece is submitted."""
    client = client_for(bloc.propaganda)
    response = client.post(address("hold", article), {"reason": "Chờ xác minh"})
    services.submit(article, bloc.contributor)
    held = row(article).held
    said = "" if response.status_code == 404 else messages_after(client, response)
    assert held or response.status_code == 404 or "tạm dừng" not in said.lower()
    assert not AuditEntry.objects.filter(action="approvals.hold").exists() or held


def test_the_author_takes_back_and_goes_on_writing(bloc, in_review, client_for):
    client = client_for(bloc.contributor)
    client.post(address("take_back", in_review))
    assert row(in_review).state == Piece.State.DRAFT
    edit_page(client, in_review, {"title": "Viết thêm"})
    assert latest_title(in_review) == "Viết thêm"


@pytest.mark.parametrize("who", ["leader", "editor", "standing", "publisher", "admin"])
def test_nobody_else_takes_it_back(bloc, in_review, client_for, who):
    client_for(getattr(bloc, who)).post(address("take_back", in_review))
    assert stage_of(in_review) == UNIT


def test_approvals_do_not_survive_being_taken_back(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="standing")
    client = client_for(bloc.contributor)
    client.post(address("take_back", in_review))
    submit(client, in_review)
    assert stage_of(in_review) == UNIT


# --- Withdrawal -----------------------------------------------------------------


@pytest.fixture
def public(bloc, in_review):
    return approve_through(bloc, in_review)


def test_the_network_administrator_withdraws_with_a_reason(bloc, public, client_for, client):
    assert client.get(public.url).status_code == 200
    response = client_for(bloc.publisher).post(address("withdraw", public), {"reason": "Sai số"})
    assert response.status_code == 302
    assert client.get(public.url).status_code == 404
    assert row(public).state == Piece.State.WITHDRAWN
    entry = AuditEntry.objects.filter(action="approvals.withdraw").get()
    assert entry.detail["reason"] == "Sai số"
    assert entry.actor == bloc.publisher


def test_a_withdrawal_needs_a_reason(bloc, public, client_for):
    client = client_for(bloc.publisher)
    assert client.post(address("withdraw", public), {"reason": ""}).status_code == 422
    assert fresh(public).live


@pytest.mark.parametrize(
    "who", ["contributor", "leader", "editor", "standing", "propaganda", "office", "admin"]
)
def test_nobody_else_withdraws(bloc, public, client_for, who):
    client_for(getattr(bloc, who)).post(address("withdraw", public), {"reason": "Thử"})
    assert fresh(public).live


def test_withdrawing_what_is_not_public_changes_nothing(bloc, in_review, client_for):
    """Not a way for the network administrator to end somebody's chain."""
    client_for(bloc.publisher).post(address("withdraw", in_review), {"reason": "Thử"})
    assert stage_of(in_review) == UNIT
    assert not AuditEntry.objects.filter(action="approvals.withdraw").exists()


def test_after_a_withdrawal_a_new_chain_is_taken(bloc, public, client_for):
    services.withdraw(public, bloc.publisher, reason="Sai số liệu")
    submit(client_for(bloc.contributor), public)
    assert stage_of(public) == UNIT
    assert not fresh(public).live
    assert approve_through(bloc, fresh(public)).live


def test_a_withdrawal_ends_the_chain_of_a_newer_text(bloc, public, client_for):
    submit(client_for(bloc.contributor), public, {"title": "Bản mới"})
    services.withdraw(fresh(public), bloc.publisher, reason="Gỡ khẩn")
    assert fresh(public).current_workflow_state is None
    assert not fresh(public).live


# --- Planned publication ----------------------------------------------------------


@pytest.fixture
def tomorrow():
    return timezone.localtime().replace(second=0, microsecond=0) + timedelta(days=1)


@pytest.fixture
def planned(bloc, in_review, client_for, tomorrow):
    """Approved by all, to go public tomorrow."""
    approve_in_turn(client_for, in_review, [bloc.leader, bloc.editor, bloc.standing])
    at = tomorrow.strftime("%Y-%m-%d %H:%M")
    act(client_for(bloc.publisher), fresh(in_review), "approve", go_live_at=at)
    return fresh(in_review)


@pytest.mark.rule("R70")
def test_a_planned_piece_goes_public_at_its_time(planned, tomorrow, client):
    assert row(planned).state == Piece.State.SCHEDULED
    assert row(planned).go_live_at == tomorrow
    call_command("publish_scheduled")
    assert client.get(planned.url).status_code == 404
    with time_machine.travel(tomorrow + timedelta(seconds=1)):
        call_command("publish_scheduled")
        assert client.get(planned.url).status_code == 200
    assert row(planned).state == Piece.State.PUBLISHED


@pytest.mark.rule("R70")
def test_an_edit_clears_the_plan_and_tells_why(
    bloc, planned, tomorrow, client_for, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        edit_page(client_for(bloc.contributor), planned, {"title": "Sửa sau khi duyệt"})
    assert bloc.publisher.email in {to for sent in mail.outbox for to in sent.to}
    assert all(is_vietnamese(sent.body) for sent in mail.outbox)
    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert not fresh(planned).live


def test_an_edit_that_clears_the_plan_makes_it_a_draft_again(bloc, planned, client_for):
    edit_page(client_for(bloc.contributor), planned, {"title": "Sửa sau khi duyệt"})
    assert (row(planned).state, row(planned).go_live_at) == (Piece.State.DRAFT, None)


def test_a_save_that_changes_nothing_keeps_the_plan(bloc, planned, tomorrow, client_for):
    edit_page(client_for(bloc.contributor), planned)
    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert fresh(planned).live


def test_a_planned_piece_can_be_withdrawn_before_its_time(bloc, planned, tomorrow, client_for):
    client_for(bloc.publisher).post(address("withdraw", planned), {"reason": "Hoãn"})
    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert not fresh(planned).live


def test_core_unschedule_revokes_the_release_and_moves_the_row(bloc, planned, client_for):
    revision = planned.scheduled_revision
    url = reverse("wagtailadmin_pages:revisions_unschedule", args=[planned.pk, revision.pk])
    client_for(bloc.publisher).post(url)
    scheduled = fresh(planned).revisions.filter(approved_go_live_at__isnull=False).exists()
    assert scheduled == (row(planned).state == Piece.State.SCHEDULED)
    assert scheduled == Release.objects.of(planned).filter(revoked_at=None).exists()


def test_nobody_else_unschedules(bloc, planned, client_for):
    revision = planned.scheduled_revision
    url = reverse("wagtailadmin_pages:revisions_unschedule", args=[planned.pk, revision.pk])
    for person in (bloc.contributor, bloc.leader, bloc.editor, bloc.standing, bloc.admin):
        client_for(person).post(url)
    assert fresh(planned).scheduled_revision == revision


def test_a_time_in_the_past_is_refused_in_words(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="standing")
    client = client_for(bloc.publisher)
    response = act(client, fresh(in_review), "approve", go_live_at="2020-01-01 08:00")
    assert is_vietnamese(messages_after(client, response))
    assert not fresh(in_review).live
    assert stage_of(in_review) == PUBLICATION


def test_only_the_last_stage_plans(bloc, in_review, client_for, tomorrow):
    act(client_for(bloc.leader), in_review, "approve", go_live_at=f"{tomorrow:%Y-%m-%d %H:%M}")
    approve_in_turn(client_for, in_review, [bloc.editor, bloc.standing, bloc.publisher])
    assert fresh(in_review).live


def test_a_time_typed_by_the_author_plans_nothing(bloc, tree, client_for, tomorrow):
    client = client_for(bloc.contributor)
    article = written_article(client, tree.hospital, go_live_at=f"{tomorrow:%Y-%m-%d %H:%M}")
    submit(client, article)
    assert approve_through(bloc, fresh(article)).live


def test_the_plan_of_a_newer_text_leaves_the_public_one(bloc, public, client_for, tomorrow):
    submit(client_for(bloc.contributor), public, {"title": "Bản ngày mai"})
    approve_through(bloc, fresh(public), until="standing")
    services.approve(fresh(public), bloc.publisher, go_live_at=tomorrow)
    assert fresh(public).live
    assert fresh(public).title == "Khánh thành khoa Nhi"
    with time_machine.travel(tomorrow + timedelta(seconds=1)):
        call_command("publish_scheduled")
    assert fresh(public).title == "Bản ngày mai"


def test_a_plan_for_a_public_banner_leaves_it_public_until_then(bloc, banner, tomorrow):
    """Its text is sent through the chain once more, as it is: readers notice nothing."""
    people = (bloc.office_leader, bloc.editor, bloc.propaganda, bloc.standing)
    for at in (None, tomorrow):
        services.submit(fresh(banner), bloc.office_contributor)
        for person in people:
            services.approve(fresh(banner), person)
        services.approve(fresh(banner), bloc.publisher, **({"go_live_at": at} if at else {}))
        assert fresh(banner).live
    with time_machine.travel(tomorrow + timedelta(seconds=1)):
        call_command("publish_scheduled")
    assert fresh(banner).live


def test_one_spoilt_plan_does_not_stop_the_others(bloc, planned, tree, tomorrow):
    from tests.pages import draft_article

    spoilt = draft_article(tree, bloc.contributor, "Kế hoạch hỏng")
    spoilt.revisions.update(approved_go_live_at=tomorrow - timedelta(hours=1))
    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        run_publication_job()
    assert not fresh(spoilt).live
    assert fresh(planned).live


def run_publication_job() -> None:
    """As the portal's scheduler does; a failure is the job's own business."""
    call_command("run_jobs")


# --- After publication --------------------------------------------------------------


@pytest.mark.rule("R57")
def test_staff_see_who_approved_what_readers_see(bloc, public, client_for):
    html = page_text(client_for(bloc.contributor2), public.url)
    for person in (bloc.leader, bloc.editor, bloc.standing, bloc.publisher):
        assert str(person) in html


@pytest.mark.rule("R57")
def test_readers_see_author_and_unit_but_no_approver(bloc, public, client):
    html = page_text(client, public.url)
    assert str(bloc.contributor) in html
    assert bloc.units.hospital.name in html or bloc.units.hospital.short_name in html
    for person in (bloc.leader, bloc.editor, bloc.standing, bloc.publisher):
        assert str(person) not in html


@pytest.mark.rule("R57")
def test_a_planned_newer_text_does_not_change_who_approved_the_public_one(
    bloc, public, client_for, tomorrow
):
    submit(client_for(bloc.contributor), public, {"title": "Bản ngày mai"})
    services.approve(fresh(public), bloc.leader)
    services.approve(fresh(public), bloc.editor2)
    services.approve(fresh(public), bloc.standing)
    services.approve(fresh(public), bloc.publisher, go_live_at=tomorrow)
    assert bloc.editor in [a.user for a in approvals_of_live(fresh(public))]
    assert bloc.editor2 not in [a.user for a in approvals_of_live(fresh(public))]


def test_a_page_past_its_expiry_is_gone_before_any_job_has_run(bloc, tree, client_for, client):
    author = client_for(bloc.contributor)
    end = timezone.localtime() + timedelta(days=2)
    article = written_article(author, tree.hospital, expire_at=f"{end:%Y-%m-%d %H:%M}")
    submit(author, article, {"expire_at": f"{end:%Y-%m-%d %H:%M}"})
    approve_through(bloc, fresh(article))
    assert client.get(fresh(article).url).status_code == 200
    with time_machine.travel(end + timedelta(seconds=1)):
        assert client.get(fresh(article).url).status_code == 404


def test_an_expired_page_takes_a_new_chain(bloc, tree, client_for):
    author = client_for(bloc.contributor)
    end = timezone.localtime() + timedelta(days=2)
    article = written_article(author, tree.hospital, expire_at=f"{end:%Y-%m-%d %H:%M}")
    submit(author, article, {"expire_at": f"{end:%Y-%m-%d %H:%M}"})
    approve_through(bloc, fresh(article))
    with time_machine.travel(end + timedelta(minutes=1)):
        call_command("publish_scheduled")
        assert not fresh(article).live
        assert not Release.objects.of(article).filter(revoked_at=None).exists()


def test_the_history_of_acts_is_on_the_review_page(bloc, public, client_for):
    text = page_text(client_for(bloc.contributor), review_address(public))
    for person in (bloc.leader, bloc.editor, bloc.standing, bloc.publisher):
        assert str(person) in text


# --- E-mail -----------------------------------------------------------------------


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """``sent(step)``: recipients of the mails that the step sends after commit, each with its
    subject, in order."""

    def run(step):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks() as callbacks:
            step()
        assert mail.outbox == [], "nothing goes out before commit"
        for callback in callbacks:
            callback()
        return sorted(to for message in mail.outbox for to in message.to)

    return run


def test_submission_tells_the_leaders_and_nobody_else(bloc, article, client_for, sent):
    client = client_for(bloc.contributor)
    assert sent(lambda: submit(client, article)) == [bloc.leader.email]


def test_each_stage_tells_the_next_once(bloc, in_review, client_for, sent):
    def approve(person):
        return sent(lambda: act(client_for(person), fresh(in_review), "approve"))

    assert approve(bloc.leader) == sorted([bloc.editor.email, bloc.editor2.email])
    assert approve(bloc.editor) == [bloc.standing.email]
    assert approve(bloc.standing) == [bloc.publisher.email]
    assert approve(bloc.publisher) == [bloc.contributor.email]


def test_who_may_not_act_is_not_called_to(bloc, in_review, client_for, sent):
    """An author and a leader who are editors as well are barred, so they are not told."""
    join(bloc.units.office, bloc.contributor, Role.EDITORIAL)
    join(bloc.units.office, bloc.leader, Role.EDITORIAL)
    told = sent(lambda: act(client_for(bloc.leader), fresh(in_review), "approve"))
    assert told == sorted([bloc.editor.email, bloc.editor2.email])
    assert is_vietnamese(mail.outbox[0].subject)


def test_a_return_tells_the_author(bloc, in_review, client_for, sent):
    told = sent(lambda: act(client_for(bloc.leader), in_review, "reject", comment="Sửa tên riêng"))
    assert told == [bloc.contributor.email]
    assert "Sửa tên riêng" in mail.outbox[0].body
    assert is_vietnamese(mail.outbox[0].subject)


def test_what_is_refused_sends_nothing(bloc, in_review, client_for, sent):
    client = client_for(bloc.editor)
    assert sent(lambda: client.post(review_address(in_review), {"act": "approve"})) == []


def test_a_withdrawal_tells_the_author_the_standing_member_and_the_editors(
    bloc, public, client_for, sent
):
    """C11: TT, TBT and the unit are told."""
    data = {"reason": "Sai số liệu"}
    told = sent(lambda: client_for(bloc.publisher).post(address("withdraw", public), data))
    expected = {bloc.contributor, bloc.leader, bloc.editor, bloc.editor2, bloc.standing}
    assert {person.email for person in expected} <= set(told)
    assert len(told) == len(set(told))


# --- What belongs to other units --------------------------------------------------


def test_pieces_of_other_units_do_not_exist(bloc, in_review, client_for):
    client = client_for(bloc.contributor2)
    page = in_review.pk
    revision = in_review.latest_revision_id
    task_state = in_review.current_workflow_task_state.pk
    pages = {
        "edit": [page],
        "delete": [page],
        "unpublish": [page],
        "copy": [page],
        "move": [page],
        "history": [page],
        "usage": [page],
        "view_draft": [page],
        "preview_on_edit": [page],
        "workflow_history": [page],
        "workflow_history_detail": [page, in_review.current_workflow_state.pk],
        "workflow_preview": [page, in_review.current_workflow_task.pk],
        "workflow_action": [page, "approve", task_state],
        "confirm_workflow_cancellation": [page],
        "revisions_revert": [page, revision],
        "revisions_view": [page, revision],
        "revisions_compare": [page, revision, "latest"],
        "revisions_unschedule": [page, revision],
        "revisions_index": [page],
        "history_results": [page],
        "lock": [page],
        "unlock": [page],
        "set_privacy": [page],
        "convert_alias": [page],
    }
    urls = [reverse(f"wagtailadmin_pages:{name}", args=args) for name, args in pages.items()]
    urls += [review_address(in_review), reverse("approvals:review_page", args=[page])]
    urls += [address(n, in_review) for n in ("withdraw", "hold", "lift_hold", "take_back")]
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)
    assert {url: client.post(url).status_code for url in urls} == dict.fromkeys(urls, 404)


def test_banners_of_other_units_do_not_exist(bloc, banner, client_for):
    services.submit(banner, bloc.office_contributor)
    client = client_for(bloc.contributor2)
    revision = fresh(banner).latest_revision_id
    names = {
        "edit": [banner.pk],
        "delete": [banner.pk],
        "unpublish": [banner.pk],
        "history": [banner.pk],
        "usage": [banner.pk],
        "workflow_history": [banner.pk],
        "revisions_revert": [banner.pk, revision],
        "revisions_compare": [banner.pk, revision, "latest"],
        "preview_on_edit": [banner.pk],
        "lock": [banner.pk],
    }
    urls = [
        reverse(banner.snippet_viewset.get_url_name(name), args=args)
        for name, args in names.items()
    ]
    urls += [review_address(banner)]
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)
    index = reverse(banner.snippet_viewset.get_url_name("list"))
    assert "Banner" not in [
        cell.get_text(strip=True)
        for cell in BeautifulSoup(client.get(index).content, "html.parser").select("td a")
    ]


def test_a_banner_takes_its_five_stages(bloc, banner, client_for):
    services.submit(banner, bloc.office_contributor)
    people = [bloc.office_leader, bloc.editor, bloc.propaganda, bloc.standing, bloc.publisher]
    for person in people:
        assert not fresh(banner).live
        act(client_for(person), fresh(banner), "approve")
    assert fresh(banner).live


def test_a_banners_editor_is_read_only_in_review(bloc, banner, client_for):
    services.submit(banner, bloc.office_contributor)
    url = edit_address(banner)
    for person in (bloc.office_contributor, bloc.office_leader, bloc.admin):
        client = client_for(person)
        client.post(url, posted_form(client, url, {"title": "Sửa trộm"}))
    assert fresh(banner).get_latest_revision_as_object().title == "Banner"


# --- Files of what is being approved -------------------------------------------------


def test_a_picture_keeps_what_was_approved_of_it(bloc, tree, image):
    """Its text is part of what the stages read: it stays as it is until they are done."""
    from tests.pages import draft_article

    article = draft_article(tree, bloc.contributor, main_image=image)
    services.submit(article, bloc.contributor)
    approve_through(bloc, fresh(article), until="standing")
    image.refresh_from_db()
    image.description = "Chú thích khác hẳn"
    with pytest.raises(FrozenFile):
        image.save()


def test_a_picture_in_a_chain_is_not_deleted(bloc, tree, image):
    from tests.pages import draft_article

    body = [("image", {"image": image, "caption": "", "credit": ""})]
    article = draft_article(tree, bloc.contributor, body=body)
    services.submit(article, bloc.contributor)
    with pytest.raises(UndeletableFile):
        image.delete()


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
