"""What acting at a stage requires and leaves behind.

The rules of 1B: no self-approval, nobody at two stages of one piece, a return
needs a comment, each act is about one exact content, a held piece does not move.
"""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, Task, TaskState, WorkflowState

from operations import audit
from organisation.models import FourEyes, PortalSettings

from . import notifications, releases, rules
from .content import content_of, digest, latest_content, piece_of
from .exceptions import Refused, StageRefused, SubmissionRefused
from .models.piece import Piece
from .models.proof import Approval, Declaration, Release
from .permissions import may_withdraw


def digest_of(piece) -> str:
    return digest(content_of(piece))


# --- submission ----------------------------------------------------------------


def declare(piece, revision: Revision, user) -> Declaration:
    """Record the contributor's declaration about exactly this content (R29)."""
    return Declaration.objects.create(
        content_type=piece.get_base_content_type(),
        object_id=str(piece.pk),
        revision=revision,
        digest=digest_of(revision.as_object()),
        user=user,
        at=timezone.now(),
        text=str(rules.DECLARATION),
    )


def check_submission(workflow_state: WorkflowState, user) -> None:
    """The rules under which a chain begins, from the editor or from code."""
    piece = latest_content(piece_of(workflow_state))
    declared = Declaration.objects.of(piece).filter(digest=digest_of(piece)).exists()
    if violations := list(rules.violations_of(piece, declared=declared)):
        raise SubmissionRefused(violations)


def after_revision(piece, revision: Revision) -> None:
    """Keep the chain in step with a new revision: see ``Governed.save_revision``."""
    if declarer := getattr(piece, "declared_by", None):
        declare(piece, revision, declarer)
        piece.declared_by = None
    new_digest = digest_of(revision.as_object())
    state = piece.current_workflow_state
    if state and state.current_task_state:
        _carry_approvals(state, revision, new_digest)
    _drop_plan_of_other_content(piece, revision, new_digest)


def _carry_approvals(state: WorkflowState, revision: Revision, new_digest: str) -> None:
    """Approvals of the same content stand; the stage under way turns to the new revision."""
    same = Approval.objects.filter(
        task_state__workflow_state=state, act=Approval.Act.APPROVED, digest=new_digest
    )
    already = set(
        TaskState.objects.filter(workflow_state=state, revision=revision).values_list(
            "task_id", flat=True
        )
    )
    for approval in same.select_related("task_state"):
        if approval.task_state.task_id not in already:
            approval.task_state.specific.copy(update_attrs={"revision": revision})
            already.add(approval.task_state.task_id)
    TaskState.objects.filter(
        pk=state.current_task_state_id, status=TaskState.STATUS_IN_PROGRESS
    ).update(revision=revision)


def _drop_plan_of_other_content(piece, revision: Revision, new_digest: str) -> None:
    """Any later content clears a planned publication and tells the actor (R70)."""
    plans = piece.revisions.filter(approved_go_live_at__isnull=False).exclude(pk=revision.pk)
    for planned in plans:
        if digest_of(planned.as_object()) != new_digest:
            drop_plan(piece, planned, by=revision.user)


def drop_plan(piece, planned: Revision, *, by) -> None:
    """Clear a planned publication and its release; tell those concerned. ``by`` may be None."""
    kept_for_it = Release.objects.of(piece).filter(revision=planned, revoked_at=None)
    planner = next((kept.user for kept in kept_for_it), None)
    notifications.plan_dropped(piece, planned, by=by, planner=planner)
    planned.approved_go_live_at = None
    planned.save(update_fields=["approved_go_live_at"])
    for kept in kept_for_it:
        releases.revoke(kept, _("edited before its time"))
    audit.record("approvals.plan_dropped", actor=by, obj=piece, unit=piece.unit)


# --- four eyes -----------------------------------------------------------------


def four_eyes_relaxed() -> bool:
    """The small-team setting (A13); each use is recorded with the act."""
    return PortalSettings.load().four_eyes == FourEyes.SMALL_TEAM


def four_eyes_refusal(piece, user, stage: Task) -> str:
    """Why four eyes bars ``user`` from ``stage`` of ``piece``; empty if it does not."""
    state = piece.current_workflow_state
    if user.pk in writers_of(piece, state):
        return _("You wrote or submitted this piece; nobody approves their own.")
    if state and _acted_elsewhere(state, user, stage):
        return _("You have acted at another stage of this piece; each stage needs another person.")
    return ""


def writers_of(piece, state: WorkflowState | None) -> set[int]:
    """Author, whoever submitted this version, and whoever wrote at it.

    Mending in review (art. 10.2) makes nobody the author: what was saved while a
    stage that mends had the piece does not count.
    """
    since = _last_publication(piece)
    mended = _times_of_mending(state)
    people = {piece.author_id, state.requested_by_id if state else None}
    declared = Declaration.objects.of(piece).filter(at__gt=since)
    people.update(declared.values_list("user", flat=True))
    written = piece.revisions.filter(created_at__gt=since).values_list("created_at", "user_id")
    people.update(user for at, user in written if not any(a <= at <= b for a, b in mended))
    return people - {None}


def _last_publication(piece) -> datetime:
    """When the text that was released last had been written; long ago if there is none."""
    last = Release.objects.of(piece).exclude(revision=None).order_by("pk").last()
    return last.revision.created_at if last else datetime.min.replace(tzinfo=UTC)


def _times_of_mending(state: WorkflowState | None) -> list[tuple[datetime, datetime]]:
    """From when to when a stage that mends has had the piece in this run of the chain."""
    if state is None:
        return []
    task_states = state.task_states.select_related("task")
    return [
        (task_state.started_at, task_state.finished_at or timezone.now())
        for task_state in task_states
        if getattr(task_state.task.specific, "mends", False)
    ]


def _acted_elsewhere(state: WorkflowState, user, stage: Task) -> bool:
    return (
        Approval.objects.filter(
            task_state__workflow_state=state, user=user, act=Approval.Act.APPROVED
        )
        .exclude(task_state__task_id=stage.pk)
        .exists()
    )


# --- acting --------------------------------------------------------------------


def check_act(stage: Task, task_state, piece, user, *, action: str, comment: str, seen) -> None:
    """Raise StageRefused, in words, unless ``user`` may do this now about this content."""
    if action not in {"approve", "reject"}:
        raise StageRefused(_("There is no act “%(action)s” at this stage.") % {"action": action})
    if task_state.status != TaskState.STATUS_IN_PROGRESS or task_state.task_id != stage.pk:
        raise StageRefused(
            _("This stage has been acted on already; open the piece again to see where it stands.")
        )
    if refusal := stage.refusal(piece, user):
        raise StageRefused(refusal)
    if action == "reject" and not comment.strip():
        raise StageRefused(_("Say what has to be mended: a return needs a comment."))
    # None is code, which acts on the latest text; a form says what it showed.
    if seen is not None and seen != digest_of(piece):
        raise StageRefused(
            _("The text has changed since you opened it. Read the new text, then decide.")
        )


def note_act(stage: Task, task_state, piece, user, *, act: str, comment: str) -> None:
    """Keep who did what to which exact content, in the proof and in the audit trail."""
    content_digest = digest_of(piece)
    Approval.objects.create(
        content_type=piece.get_base_content_type(),
        object_id=str(piece.pk),
        revision=piece.get_latest_revision(),
        digest=content_digest,
        user=user,
        at=timezone.now(),
        task_state=task_state,
        act=act,
        comment=comment,
        small_team=four_eyes_relaxed() and bool(four_eyes_refusal(piece, user, stage)),
    )
    audit.record(
        f"approvals.{act}",
        actor=user,
        obj=piece,
        unit=piece.unit,
        digest=content_digest,
        stage=stage.name,
        comment=comment,
    )


def was_mended(piece) -> bool:
    """Whether the text changed in review since a stage approved it.

    What its author changed after a return is new text, no mending.
    """
    state = piece.current_workflow_state
    if not state:
        return False
    given = Approval.objects.filter(task_state__workflow_state=state).order_by("pk")
    if returned := given.filter(act=Approval.Act.RETURNED).last():
        given = given.filter(pk__gt=returned.pk)
    first = given.filter(act=Approval.Act.APPROVED).first()
    return first is not None and first.digest != digest_of(latest_content(piece))


def guard_cancellation(sender, instance: WorkflowState, user=None, **kwargs) -> None:
    """``workflow_cancelled``: approvers return a piece with a comment, they do not drop it.

    Core lets whoever may approve cancel; nobody behind the act means a chain that the
    office has deactivated.
    """
    piece = piece_of(instance)
    if user is None or not hasattr(piece, "unit_id") or may_withdraw(piece, user):
        return
    if user.pk not in writers_of(piece, instance):
        raise Refused(_("Only those who wrote or submitted a piece take it back."))


def plan_publication(workflow_state: WorkflowState, go_live_at: datetime | None) -> None:
    """Set when the approved content goes public: bookkeeping, not content."""
    revision = piece_of(workflow_state).get_latest_revision()
    revision.content["go_live_at"] = go_live_at.isoformat() if go_live_at else None
    revision.save(update_fields=["content"])


def hold_on(piece) -> str:
    """Why the piece is on hold; empty if it is not (art. 5.4a)."""
    return Piece.objects.of(piece).values_list("held", flat=True).first() or ""
