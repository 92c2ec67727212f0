"""Who is told what by e-mail, after commit and once."""

import pytest
from django.core import mail

from approvals.views import review_address
from organisation.models import Role
from tests.pages import fresh
from tests.people import join

from .acting import (
    act,
    address,
    is_vietnamese,
    submit,
)

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
