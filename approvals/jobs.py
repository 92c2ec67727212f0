"""Scheduled work of the approval chain."""

from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from operations.jobs import scheduled

from . import acts, releases
from .content import in_own_class
from .models import Governed, WritePermit

#: A save takes seconds; a permit this old belongs to a process that died in one.
STALE = timedelta(hours=1)


@scheduled("publish_scheduled", every=timedelta(seconds=15), lease=timedelta(minutes=2))
def publish_scheduled() -> None:
    """Planned pieces become public, expired ones leave (design, section 4: within 30 s).

    A plan that no release covers any more is dropped first: core's command stops at
    the first refusal, and every other planned piece would wait behind it.
    """
    for revision in Revision.objects.filter(approved_go_live_at__lte=timezone.now()):
        with transaction.atomic():
            _drop_if_not_released(revision)
    call_command("publish_scheduled", verbosity=0)


@scheduled("approvals.close_stale_permits", every=timedelta(hours=1))
def close_stale_permits() -> None:
    WritePermit.objects.filter(at__lt=timezone.now() - STALE).delete()


def _drop_if_not_released(revision: Revision) -> None:
    piece = in_own_class(revision.content_object)
    if not isinstance(piece, Governed):
        return
    if not releases.is_released(revision.as_object(), going_public=not piece.live):
        acts.drop_plan(piece, revision, by=None)
