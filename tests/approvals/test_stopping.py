"""What stops a piece: a hold, its author taking it back, a withdrawal."""

import pytest

from approvals import services
from approvals.exceptions import Refused
from approvals.models import Piece
from approvals.views import review_address
from operations.models import AuditEntry
from tests.forms import edit_page
from tests.pages import approve_through, fresh

from .acting import (
    EDITORIAL,
    STANDING,
    UNIT,
    act,
    address,
    editor_text,
    latest_title,
    messages_after,
    page_text,
    row,
    stage_of,
    submit,
)

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


def test_only_what_is_on_hold_is_let_go_on(bloc, in_review):
    with pytest.raises(Refused, match="không bị tạm dừng"):
        services.lift_hold(in_review, bloc.propaganda)
    assert not AuditEntry.objects.filter(action="approvals.lift_hold").exists()


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
