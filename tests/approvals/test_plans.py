"""Planned publication and expiry, and who approved what readers see."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from approvals import services
from approvals.exceptions import PublicationRefused
from approvals.models import Piece, Release
from approvals.standing import approvals_of_live
from approvals.views import review_address
from tests.forms import edit_page
from tests.pages import approve_through, draft_article, fresh

from .acting import (
    PUBLICATION,
    act,
    address,
    approve_in_turn,
    is_vietnamese,
    messages_after,
    page_text,
    row,
    run_publication_job,
    stage_of,
    submit,
    written_article,
)

# --- Planned publication ----------------------------------------------------------


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


def test_a_planned_piece_on_hold_waits_past_its_time_until_the_hold_is_lifted(
    bloc, planned, tomorrow, client_for, client
):
    client_for(bloc.propaganda).post(address("hold", planned), {"reason": "Chờ xác minh"})
    with time_machine.travel(tomorrow + timedelta(hours=1)):
        run_publication_job()
        assert client.get(planned.url).status_code == 404
        assert "Chờ xác minh" in page_text(client_for(bloc.contributor), review_address(planned))
        client_for(bloc.propaganda).post(address("lift_hold", planned))
    with time_machine.travel(tomorrow + timedelta(hours=2)):
        run_publication_job()
        assert client.get(planned.url).status_code == 200


def test_a_planned_piece_on_hold_does_not_stop_the_others(bloc, planned, tree, tomorrow):
    other = draft_article(tree, bloc.contributor, slug="bai-khac")
    services.submit(other, bloc.contributor)
    approve_through(bloc, other, until="standing")
    services.approve(fresh(other), bloc.publisher, go_live_at=tomorrow)
    services.hold(planned, bloc.propaganda, reason="Chờ xác minh")
    with time_machine.travel(tomorrow + timedelta(hours=1)):
        run_publication_job()
    assert fresh(other).live
    assert not fresh(planned).live


def test_code_does_not_publish_what_is_on_hold(bloc, planned, tomorrow):
    services.hold(planned, bloc.propaganda, reason="Chờ xác minh")
    after_its_time = time_machine.travel(tomorrow + timedelta(hours=1))
    with after_its_time, pytest.raises(PublicationRefused, match="Chờ xác minh"):
        planned.get_latest_revision().publish()
    assert not fresh(planned).live
