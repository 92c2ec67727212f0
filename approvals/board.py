"""Keeps ``Piece`` rows in step: one flat row per governed piece, written in each step."""

from datetime import datetime

from wagtail.models import Task, TaskState, WorkflowState

from . import acts, files
from .content import latest_content
from .models.piece import Piece
from .models.proof import Release


def refresh(piece) -> Piece:
    """Write where ``piece`` stands; called in the transaction of every step."""
    state, stage, since = _standing(piece)
    latest = latest_content(piece)
    row, _created = Piece.objects.update_or_create(
        content_type=piece.get_base_content_type(),
        object_id=str(piece.pk),
        defaults={
            "title": str(latest)[:300],
            "kind": latest.chain_kind(),
            "unit_id": latest.unit_id,
            "author_id": latest.author_id,
            "state": state,
            "stage": stage,
            "since": since,
            "due": _due(piece, state, stage, since),
            "go_live_at": _planned(piece),
            "files": files.tags_of(latest) if state in files.IN_CHAIN else "",
            "live": type(piece)._base_manager.filter(pk=piece.pk, live=True).exists(),
        },
    )
    row.actors.set(_actors(piece))
    return row


def _standing(piece) -> tuple[str, Task | None, datetime | None]:
    """State, stage and since when, from what the chain itself has written."""
    workflow_state = piece.workflow_states.active().first()
    if workflow_state:
        if workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            task_state = workflow_state.current_task_state
            return Piece.State.RETURNED, task_state.task, task_state.finished_at
        under_way = workflow_state.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).last()
        if under_way:
            return Piece.State.IN_REVIEW, under_way.task, under_way.started_at
    if planned := _planned(piece):
        return Piece.State.SCHEDULED, None, planned
    row = type(piece)._base_manager.filter(pk=piece.pk).values("live", "last_published_at").first()
    if row and row["live"]:
        return Piece.State.PUBLISHED, None, row["last_published_at"]
    released = Release.objects.of(piece).filter(public_since__isnull=False).last()
    if released and released.revoked_at:
        return Piece.State.WITHDRAWN, None, released.revoked_at
    return Piece.State.DRAFT, None, piece.latest_revision and piece.latest_revision.created_at


def _due(piece, state: str, stage: Task | None, since: datetime | None) -> datetime | None:
    if state != Piece.State.IN_REVIEW or stage is None:
        return None
    return stage.specific.due_of(piece, since)


def _present_stage(workflow_state: WorkflowState) -> Task | None:
    under_way = workflow_state.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).last()
    return under_way.task if under_way else None


def _planned(piece) -> datetime | None:
    planned = piece.revisions.filter(approved_go_live_at__isnull=False).first()
    return planned.approved_go_live_at if planned else None


def _actors(piece) -> set[int]:
    workflow_state = piece.workflow_states.active().first()
    people = acts.writers_of(piece, workflow_state)
    if workflow_state:
        # Whoever approved an earlier text at the stage that has it now acts there again.
        elsewhere = workflow_state.task_states.exclude(task=_present_stage(workflow_state))
        finished = elsewhere.filter(status=TaskState.STATUS_APPROVED)
        people |= set(finished.exclude(finished_by=None).values_list("finished_by", flat=True))
    return people
