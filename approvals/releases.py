"""Releases: exactly the content that may be public, kept by value.

A release is made when the last stage of a chain approves, or by a recorded
opening of the gate. It lets a piece go public once; what takes the piece down,
by whatever means, ends it. Everything here is asked by the gate.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from operations import audit

from .content import content_of, covers, digest, piece_of
from .exceptions import PublicationRefused
from .models.proof import Approval, Declaration, Release


def release(workflow_state, user) -> None:
    """Keep the content that every stage has approved, and make exactly it public.

    Raises PublicationRefused, before anything is written, when a stage of the
    chain has not approved this very content.
    """
    piece = piece_of(workflow_state)
    revision = piece.get_latest_revision()
    content = content_of(revision.as_object())
    _require_every_stage(workflow_state, digest(content), piece)
    kept = _keep(
        piece,
        content,
        revision=revision,
        user=user,
        workflow_state=workflow_state,
        public_from=_planned_time(revision),
    )
    audit.record("approvals.release", actor=user, obj=piece, unit=piece.unit, digest=kept.digest)
    revision.publish(user=user, skip_permission_checks=True)


def release_by_opening(piece, reason: str) -> None:
    """Keep what an opening of the gate has just made public; nothing to do if it is released."""
    if is_released(piece):
        return
    _keep(piece, content_of(piece), opening=reason)
    audit.record("approvals.gate_opened", obj=piece, reason=reason)


def is_released(piece, *, going_public: bool = False) -> bool:
    """Whether a valid release covers ``piece`` as it is in memory.

    ``going_public``: the row is not public now, so the release must not have been
    used before, and its planned time must have come.
    """
    return bool(_covering(piece, _valid(piece, going_public=going_public)))


def note_public(piece) -> None:
    """``piece`` is public: its release is used, and releases of other texts end.

    One that is planned for later stands.
    """
    valid = list(_valid(piece))
    current = _covering(piece, valid)
    for kept in current:
        if kept.public_since is None:
            kept.public_since = timezone.now()
            kept.save(update_fields=["public_since"])
    planned = set(
        piece.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", flat=True)
    )
    for kept in valid:
        if kept not in current and kept.revision_id not in planned:
            revoke(kept, _("superseded"))


def note_taken_down(piece) -> bool:
    """``piece`` is not public any more: publishing it again takes a new chain.

    Answers whether it was public until now.
    """
    used = list(_valid(piece).filter(public_since__isnull=False))
    for kept in used:
        revoke(kept, _("no longer public"))
    return bool(used)


def revoke_all(piece, because: str) -> None:
    for kept in _valid(piece):
        revoke(kept, because)


def revoke(kept: Release, because: str) -> None:
    kept.revoked_at = timezone.now()
    kept.revoked_because = because
    kept.save(update_fields=["revoked_at", "revoked_because"])


def is_evidence(revision: Revision) -> bool:
    """Whether somebody vouched for this revision; such a one is never rewritten."""
    return (
        TaskState.objects.filter(revision=revision).exists()
        or Approval.objects.filter(revision=revision).exists()
        or Declaration.objects.filter(revision=revision).exists()
    )


def has_proof(piece) -> bool:
    """Whether the piece was ever public or in a chain."""
    return (
        Release.objects.of(piece).exists()
        or Declaration.objects.of(piece).exists()
        or piece.workflow_states.exists()
    )


def _valid(piece, *, going_public: bool = False) -> QuerySet[Release]:
    valid = Release.objects.of(piece).filter(revoked_at=None)
    if going_public:
        now = timezone.now()
        due = Q(public_from__isnull=True) | Q(public_from__lte=now)
        valid = valid.filter(due, public_since__isnull=True)
    return valid


def _covering(piece, candidates) -> list[Release]:
    candidates = list(candidates)
    current = content_of(piece) if candidates else {}
    return [kept for kept in candidates if covers(kept.content, current, type(piece))]


def _keep(piece, content: dict, **fields) -> Release:
    return Release.objects.create(
        content_type=piece.get_base_content_type(),
        object_id=str(piece.pk),
        digest=digest(content),
        content=content,
        at=timezone.now(),
        **fields,
    )


def _planned_time(revision: Revision) -> datetime | None:
    value = revision.content.get("go_live_at")
    return parse_datetime(value) if value else None


def _require_every_stage(workflow_state, digest_now: str, piece) -> None:
    stages = workflow_state.workflow.tasks.filter(active=True)
    approved = set(
        Approval.objects.filter(
            task_state__workflow_state=workflow_state,
            act=Approval.Act.APPROVED,
            digest=digest_now,
        ).values_list("task_state__task_id", flat=True)
    )
    missing = [stage.name for stage in stages if stage.pk not in approved]
    if missing or not approved:
        raise PublicationRefused(
            _("“%(title)s” was not published: %(stages)s have not approved exactly this content.")
            % {"title": piece, "stages": ", ".join(missing) or _("the stages of its chain")}
        )
