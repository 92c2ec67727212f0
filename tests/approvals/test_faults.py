"""A step that breaks at any of its writes leaves everything as it was.

Each step is a POST to the admin, through the real middleware. It is played once to
count what it writes; then once more for every write, with the power cut at that one.
"""

from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from approvals import services
from approvals.models import Piece
from approvals.views import edit_address, review_address
from tests.forms import posted_form
from tests.pages import approve_through, fresh

from .acting import DECLARED, SUBMIT, review_form

#: Tables in which a request writes about the browser or its own errands, not about pieces,
#: and a view of the words in the search index that cannot be read as a whole.
ASIDE = ("django_session", "django_tasks", "django_content_type", "sqlite_", "search_terms")


class PowerCut(Exception):
    """Something that no code expects."""


class Writes:
    """Counts the writing statements of a block; breaks at number ``at``, if given."""

    def __init__(self, at: int | None = None):
        self.at = at
        self.statements: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            self.statements.append(sql[:80])
            if len(self.statements) == self.at:
                raise PowerCut
        return execute(sql, params, many, context)


def everything() -> dict[str, list[str]]:
    """All rows of all tables that say anything about pieces, files, search or the trail."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        dump = {}
        for table in tables:
            if not table.startswith(ASIDE):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                dump[table] = sorted(map(repr, cursor.fetchall()))
    return dump


@contextmanager
def taken_back():
    """What happens inside has not happened outside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Step:
    """A POST, and the state of the piece that it leads to."""

    def __init__(self, client: Client, address: str, data: dict, becomes: str):
        client.raise_request_exception = False
        self.client, self.address, self.data, self.becomes = client, address, data, becomes

    def post(self, writes: Writes):
        with connection.execute_wrapper(writes):
            return self.client.post(self.address, self.data)


def submission(bloc, piece, client_for) -> Step:
    client = client_for(bloc.contributor)
    data = posted_form(client, edit_address(piece), SUBMIT | DECLARED | {"lead": "Lời dẫn mới"})
    return Step(client, edit_address(piece), data, Piece.State.IN_REVIEW)


def _act(client, piece, act: str, becomes: str, comment: str = "") -> Step:
    data = review_form(client, piece) | {"act": act, "comment": comment}
    return Step(client, review_address(piece), data, becomes)


def approval(bloc, piece, client_for) -> Step:
    services.submit(piece, bloc.contributor)
    return _act(client_for(bloc.leader), fresh(piece), "approve", Piece.State.IN_REVIEW)


def giving_back(bloc, piece, client_for) -> Step:
    services.submit(piece, bloc.contributor)
    client = client_for(bloc.leader)
    return _act(client, fresh(piece), "reject", Piece.State.RETURNED, "Bổ sung")


def publication(bloc, piece, client_for) -> Step:
    services.submit(piece, bloc.contributor)
    approve_through(bloc, fresh(piece), until="standing")
    return _act(client_for(bloc.publisher), fresh(piece), "approve", Piece.State.PUBLISHED)


def withdrawal(bloc, piece, client_for) -> Step:
    services.submit(piece, bloc.contributor)
    approve_through(bloc, fresh(piece))
    address = reverse("approvals:withdraw", args=[piece.get_content_type().pk, piece.pk])
    client = client_for(bloc.publisher)
    client.get(address)
    return Step(client, address, {"reason": "Sai số liệu"}, Piece.State.WITHDRAWN)


def taking_back(bloc, piece, client_for) -> Step:
    services.submit(piece, bloc.contributor)
    address = reverse("approvals:take_back", args=[piece.get_content_type().pk, piece.pk])
    return Step(client_for(bloc.contributor), address, {}, Piece.State.DRAFT)


STEPS: list[Callable] = [
    submission,
    approval,
    giving_back,
    publication,
    withdrawal,
    taking_back,
]


@pytest.mark.parametrize("prepare", STEPS, ids=lambda step: step.__name__)
def test_a_step_that_breaks_at_any_write_leaves_everything_as_it_was(
    bloc, article, client_for, prepare
):
    step = prepare(bloc, article, client_for)
    before = everything()
    whole = Writes()
    with taken_back():
        assert step.post(whole).status_code == 302
        assert Piece.objects.of(article).get().state == step.becomes
    assert everything() == before
    assert len(whole.statements) > 5
    for number, statement in enumerate(whole.statements, start=1):
        with taken_back():
            response = step.post(Writes(at=number))
            kept = everything() == before
            done = Piece.objects.of(article).filter(state=step.becomes).exists()
        assert kept or (response.status_code == 302 and done), f"{number}: {statement}"
    assert mail.outbox == []


def test_the_same_step_goes_through_after_a_failure(bloc, article, client_for):
    step = approval(bloc, article, client_for)
    assert step.post(Writes(at=3)).status_code == 500
    assert step.post(Writes()).status_code == 302
    assert fresh(article).current_workflow_task.name == "Tổ biên tập duyệt"


def test_mail_that_cannot_be_sent_undoes_no_act(
    bloc, article, client_for, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "no.such.Backend"
    step = approval(bloc, article, client_for)
    with django_capture_on_commit_callbacks(execute=True):
        assert step.post(Writes()).status_code == 302
    assert fresh(article).current_workflow_task.name == "Tổ biên tập duyệt"
