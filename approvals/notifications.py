"""E-mail about pieces: to those whose turn it is, on return, on publication.

Addresses and texts are made in the transaction of the step; the mail itself is a
job that begins after commit, so that nothing is sent about what did not happen.
"""

from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from organisation.models import Role
from organisation.people import holders, leaders_for


@task()
def deliver(subject: str, body: str, recipients: list[str]) -> None:
    """Send one message to each recipient by itself: nobody sees the others' addresses."""
    for recipient in recipients:
        send_mail(subject, body, None, [recipient])


def leave_to_us(sender, **kwargs) -> None:
    """Stands where core's own mail would be sent: see ``ApprovalsConfig``."""


def turn_to_act(piece, people: Iterable, stage, due) -> None:
    _notify(people, "turn_to_act", piece, stage=stage, due=due)


def returned(piece, people: Iterable, by, comment: str) -> None:
    _notify(people, "returned", piece, by=by, comment=comment)


def published(piece, people: Iterable) -> None:
    _notify(people, "published", piece)


def withdrawn(piece, by, reason: str) -> None:
    """The unit, the standing member and the editorial board are told (C11)."""
    people = [piece.author, *leaders_for(piece.unit)]
    people += [*holders(Role.STANDING), *holders(Role.EDITORIAL)]
    _notify(people, "withdrawn", piece, by=by, reason=reason)


def plan_dropped(piece, planned, by, planner=None) -> None:
    """The planned text will not go public: tell its author, who planned it and who edited."""
    people = [piece.author, planner, by]
    _notify(people, "plan_dropped", piece, by=by, planned=planned)


def _notify(people: Iterable, event: str, piece, **context) -> None:
    recipients = sorted({p.email for p in people if p and p.is_active and p.email})
    if not recipients:
        return
    context |= {
        "piece": piece,
        "address": settings.BASE_URL
        + reverse("approvals:review", args=[piece.get_content_type().pk, piece.pk]),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    with override(settings.LANGUAGE_CODE):
        subject = _SUBJECTS[event]() % {"title": piece}
        body = render_to_string(f"approvals/mail/{event}.txt", context)
    transaction.on_commit(partial(deliver.enqueue, subject, body, recipients))


_SUBJECTS = {
    "turn_to_act": lambda: _("Waiting for you: %(title)s"),
    "returned": lambda: _("Returned: %(title)s"),
    "published": lambda: _("Published: %(title)s"),
    "withdrawn": lambda: _("Withdrawn: %(title)s"),
    "plan_dropped": lambda: _("Planned publication cancelled: %(title)s"),
}
