"""Scheduled work of the approval chain."""

from datetime import timedelta

from django.utils import timezone

from operations.jobs import scheduled

from .models import WritePermit

#: A save takes seconds; a permit this old belongs to a process that died in one.
STALE = timedelta(hours=1)


@scheduled("approvals.close_stale_permits", every=timedelta(hours=1))
def close_stale_permits() -> None:
    WritePermit.objects.filter(at__lt=timezone.now() - STALE).delete()
