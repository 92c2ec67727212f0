"""Where a piece stands, in the shape that the editor, the review page and readers' staff see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import WorkflowState

from . import acts
from .content import latest_content
from .models.piece import Piece
from .models.proof import Approval, Release
from .permissions import may_hold, may_withdraw, may_write


@dataclass(frozen=True)
class StageLine:
    """One stage as drawn: ``status`` is done, now, returned or ahead."""

    name: str
    status: str
    people: list
    by: object | None = None
    at: datetime | None = None
    since: datetime | None = None
    due: datetime | None = None
    comment: str = ""

    @property
    def late(self) -> bool:
        return self.status == "now" and self.due is not None and self.due < timezone.now()


@dataclass(frozen=True)
class Standing:
    """What ``user`` sees of a piece: its line of stages and the acts open to them."""

    piece: object
    row: Piece | None
    lines: list[StageLine]
    can_act: bool
    can_write: bool
    can_hold: bool
    can_withdraw: bool
    can_take_back: bool
    refusal: str
    returned_comment: str
    planned: datetime | None

    @property
    def held(self) -> str:
        return self.row.held if self.row else ""


def standing_of(piece, user) -> Standing:
    """Where ``piece`` stands, and what ``user`` may do about it."""
    row = Piece.objects.of(piece).first() if piece.pk else None
    state = piece.current_workflow_state if piece.pk else None
    stage = piece.current_workflow_task if piece.pk else None
    refusal = stage.refusal(piece, user) if stage else ""
    returned = bool(state) and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    return Standing(
        piece=piece,
        row=row,
        lines=_lines(piece, state),
        can_act=bool(stage) and not refusal,
        can_write=not piece.pk or may_write(piece, user),
        can_hold=_can_be_held(row, stage) and may_hold(piece, user),
        can_withdraw=bool(piece.pk) and may_withdraw(piece, user) and _is_public(piece, row),
        can_take_back=bool(stage) and user.pk in acts.writers_of(piece, state),
        refusal=refusal,
        returned_comment=state.current_task_state.comment if returned else "",
        planned=row.go_live_at if row else None,
    )


def approvals_of_live(piece) -> QuerySet[Approval]:
    """Who approved what readers see now (R57, the staff view of a public page)."""
    used = Release.objects.of(piece).filter(revoked_at=None, public_since__isnull=False)
    released = used.exclude(workflow_state=None).last()
    if released is None:
        return Approval.objects.none()
    return (
        Approval.objects.filter(
            task_state__workflow_state=released.workflow_state,
            act=Approval.Act.APPROVED,
            digest=released.digest,
        )
        .select_related("user", "task_state__task")
        .order_by("at")
    )


def _is_public(piece, row: Piece | None) -> bool:
    return piece.live or bool(row and row.go_live_at)


def _can_be_held(row: Piece | None, stage) -> bool:
    """What is under way or planned is held; what is held is lifted wherever it stands."""
    return bool(stage) or bool(row and (row.go_live_at or row.held))


def _lines(piece, state: WorkflowState | None) -> list[StageLine]:
    workflow = state.workflow if state else piece.get_workflow()
    if workflow is None:
        return []
    acted = _acted(piece, state)
    under_way = state.current_task_state if state else None
    lines = []
    for stage in workflow.tasks.filter(active=True).specific():
        approval = acted.get(stage.pk)
        now = under_way is not None and under_way.task_id == stage.pk
        if now and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            lines.append(
                StageLine(
                    stage.name,
                    "returned",
                    [],
                    by=under_way.finished_by,
                    at=under_way.finished_at,
                    comment=under_way.comment,
                )
            )
        elif now and under_way.status == under_way.STATUS_IN_PROGRESS:
            lines.append(
                StageLine(
                    stage.name,
                    "now",
                    list(stage.acting_people(piece)),
                    since=under_way.started_at,
                    due=stage.due_of(piece, under_way.started_at),
                )
            )
        elif approval:
            lines.append(
                StageLine(
                    stage.name,
                    "done",
                    [],
                    by=approval.user,
                    at=approval.at,
                    comment=approval.comment,
                )
            )
        else:
            lines.append(StageLine(stage.name, "ahead", list(stage.acting_people(piece))))
    return lines


def _acted(piece, state: WorkflowState | None) -> dict[int, Approval]:
    """Approvals of the present content in the chain under way, by stage."""
    if state is None:
        return {}
    current = acts.digest_of(latest_content(piece))
    approvals = Approval.objects.filter(
        task_state__workflow_state=state, act=Approval.Act.APPROVED, digest=current
    ).select_related("user", "task_state")
    return {approval.task_state.task_id: approval for approval in approvals}
