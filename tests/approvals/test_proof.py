"""The proof cannot be taken away, and the gate opens only where it is written down."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from approvals import services
from approvals.doctor import releases, stages, uncovered_live_rows
from approvals.exceptions import PublicationRefused, Refused
from approvals.models import Approval, Declaration, Piece, Release
from operations.models import AuditEntry
from operations.triggers import drop_triggers, missing_triggers
from tests.pages import approve_through, draft_article, fresh, publish
from tests.people import leave

#: The only places that may open the gate, and why each does.
OPENINGS = {
    "home/services.py": "the empty structure of a new portal",
    "units/lives.py": "a new unit's page with its name only",
}


@pytest.fixture
def public(bloc, article):
    return publish(bloc, article)


def test_the_gate_is_opened_only_where_it_is_written_down():
    found = set()
    for file in Path(settings.ROOT).rglob("*.py"):
        name = str(file.relative_to(settings.ROOT))
        if name.startswith((".", "tests/", "bench/")) or name == "approvals/gate.py":
            continue
        if re.search(r"with publication_open\(", file.read_text()):
            found.add(name)
    assert found == set(OPENINGS)


def test_purge_revisions_takes_no_proof(bloc, public):
    public.title = "Bản nháp mới"
    public.save_revision(user=bloc.contributor)
    fresh(public).save_revision(user=bloc.contributor)
    proofs = set(Approval.objects.values_list("revision", flat=True))
    call_command("purge_revisions")
    assert proofs <= set(Revision.objects.values_list("pk", flat=True))
    assert fresh(public).live_revision is not None
    assert TaskState.objects.count() == 4


def test_what_was_public_cannot_be_deleted(public):
    with pytest.raises(ProtectedError), transaction.atomic():
        fresh(public).delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        Page.objects.filter(pk=public.pk).delete()
    assert Page.objects.filter(pk=public.pk).exists()


def test_what_is_in_a_chain_cannot_be_deleted(bloc, article):
    services.submit(article, bloc.contributor)
    with pytest.raises(ProtectedError), transaction.atomic():
        fresh(article).delete()


def test_a_draft_that_no_chain_has_seen_can_be_deleted(article):
    article.delete()
    assert not Page.objects.filter(pk=article.pk).exists()


def test_an_account_that_acted_cannot_be_deleted(bloc, public):
    with pytest.raises(ProtectedError), transaction.atomic():
        bloc.leader.delete()


@pytest.mark.parametrize("model", [Approval, Declaration, Release])
def test_proof_is_append_only_in_the_database(public, model):
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(digest="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()


def test_every_step_is_in_the_audit_trail(bloc, article):
    publish(bloc, article)
    services.withdraw(fresh(article), bloc.publisher, reason="Sai số liệu")
    actions = list(AuditEntry.objects.values_list("action", flat=True))
    for action in (
        "wagtail.workflow.start",
        "approvals.approved",
        "approvals.release",
        "wagtail.publish",
        "approvals.withdraw",
    ):
        assert action in actions, action
    approvals = AuditEntry.objects.filter(action="approvals.approved")
    assert approvals.count() == 4
    assert {entry.actor_id for entry in approvals} == {
        person.pk for person in (bloc.leader, bloc.editor, bloc.standing, bloc.publisher)
    }
    assert all(entry.digest for entry in approvals)


def test_the_doctor_names_what_was_changed_behind_the_gate(public):
    assert releases().level == "ok"
    drop_triggers()
    Page.objects.filter(pk=public.pk).update(title="Sửa bằng SQL")
    assert [row.pk for row in uncovered_live_rows()] == [public.pk]
    assert "Sửa bằng SQL" in releases().sentence
    assert missing_triggers()


def test_the_doctor_names_stages_that_nobody_serves(bloc):
    assert stages().level == "ok"
    term = bloc.standing.memberships.get()
    leave(term, timezone.localdate())
    assert "Thường trực" in stages().sentence


def test_a_withdrawal_needs_a_reason_and_the_role(bloc, public):
    for person, reason in ((bloc.publisher, " "), (bloc.leader, "Sai"), (bloc.admin, "Sai")):
        with pytest.raises(Refused), transaction.atomic():
            services.withdraw(fresh(public), person, reason=reason)
    assert fresh(public).live


def test_a_withdrawal_ends_everything_at_once(bloc, public):
    public.title = "Sửa tiếp"
    public.save_revision(user=bloc.contributor)
    services.submit(fresh(public), bloc.contributor)
    services.withdraw(fresh(public), bloc.publisher, reason="Sai số liệu")
    gone = fresh(public)
    assert not gone.live
    assert Piece.objects.of(gone).get().state == Piece.State.WITHDRAWN
    assert not Release.objects.of(gone).filter(revoked_at=None).exists()
    assert not WorkflowState.objects.active().exists()


def test_a_withdrawn_piece_comes_back_by_a_new_chain_only(bloc, public):
    services.withdraw(fresh(public), bloc.publisher, reason="Sai số liệu")
    services.submit(fresh(public), bloc.contributor)
    back = approve_through(bloc, fresh(public))
    assert back.live


def test_two_pieces_do_not_share_a_release(bloc, tree, public):
    twin = draft_article(tree, bloc.contributor, title=public.title)
    twin.live = True

    with pytest.raises(PublicationRefused), transaction.atomic():
        twin.save()
