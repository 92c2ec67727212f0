"""Operations on governed pieces, for the admin, jobs and scripts alike.

Each checks, does its work in one transaction, records it, and lets messages go
out after commit. Refusals are ``approvals.exceptions.Refused``.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from . import acts, board, notifications, releases
from .exceptions import Refused
from .models.piece import Piece
from .permissions import may_hold, may_withdraw, may_write
from .translation import translation_of, untranslated


@transaction.atomic
def submit(piece, by, *, declared: bool = True) -> WorkflowState:
    """Start the chain of ``piece`` with its latest revision, or go on with a returned one."""
    if not may_write(piece, by):
        raise Refused(_("Only contributors of the unit submit its pieces (art. 10.1)."))
    if piece.workflow_in_progress:
        raise Refused(_("The piece is in review already."))
    revision = piece.get_latest_revision() or piece.save_revision(user=by)
    if declared:
        acts.declare(piece, revision, by)
    returned = piece.workflow_states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES).first()
    if returned:
        returned.resume(by)
        return returned
    workflow = piece.get_workflow()
    if workflow is None:
        raise Refused(_("No approval chain is set for this kind of content; tell the office."))
    return workflow.start(piece, by)


@transaction.atomic
def submit_translation(piece, by, *, declared: bool) -> WorkflowState:
    """Write the translated texts into a draft of ``piece`` and start its chain (C13).

    Refused while a text is missing: what stands under /en/ is English as a whole.
    """
    translation = translation_of(piece)
    if translation is None:
        raise Refused(_("No translation of this piece is under way."))
    if not may_write(piece, by):
        raise Refused(_("Only translators submit translations, while no stage has them (C13)."))
    if missing := untranslated(translation):
        raise Refused(
            ngettext(
                "%(count)d text is not translated yet. Please translate it first.",
                "%(count)d texts are not translated yet. Please translate them first.",
                missing,
            )
            % {"count": missing}
        )
    translation.save_target(user=by, publish=False)
    return submit(type(piece)._base_manager.get(pk=piece.pk), by, declared=declared)


def approve(piece, by, *, comment: str = "", go_live_at: datetime | None = None) -> None:
    """Approve the latest text of ``piece`` at its present stage."""
    task_state = _task_state(piece)
    options = {"go_live_at": go_live_at} if go_live_at else {}
    task_state.task.specific.on_action(task_state, by, "approve", comment=comment, **options)


def send_back(piece, by, *, comment: str) -> None:
    """Return ``piece`` to its author with a comment."""
    task_state = _task_state(piece)
    task_state.task.specific.on_action(task_state, by, "reject", comment=comment)


@transaction.atomic
def take_back(piece, by) -> None:
    """The author takes a piece in review back to go on writing."""
    state = piece.current_workflow_state
    if state is None:
        raise Refused(_("The piece is not in a chain."))
    if by.pk not in acts.writers_of(piece, state):
        raise Refused(_("Only those who wrote or submitted a piece take it back."))
    state.cancel(user=by)
    board.refresh(piece)


@transaction.atomic
def withdraw(piece, by, *, reason: str) -> None:
    """Take a public piece down at once (C11): always possible, never without a reason.

    Its releases end, a chain under way or a planned publication of it with them:
    publishing it again takes a new chain.
    """
    if not may_withdraw(piece, by):
        raise Refused(_("Only the network administrator withdraws what is public (art. 13.5)."))
    if not reason.strip():
        raise Refused(_("A withdrawal needs a reason (art. 13.2)."))
    if not piece.live and not piece.approved_schedule:
        raise Refused(_("The piece is not public; there is nothing to withdraw."))
    if state := piece.current_workflow_state:
        state.cancel(user=by)
    piece.revisions.update(approved_go_live_at=None)
    if piece.live:
        # Core asks for a publish right, which nobody has; ours was asked for above.
        action = UnpublishPageAction if isinstance(piece, Page) else UnpublishAction
        action(piece, user=by).execute(skip_permission_checks=True)
    releases.revoke_all(piece, reason)
    log(instance=piece, action="approvals.withdraw", user=by, data={"reason": reason})
    board.refresh(piece)
    notifications.withdrawn(piece, by=by, reason=reason)


@transaction.atomic
def hold(piece, by, *, reason: str) -> None:
    """Stop a piece in review or planned until the hold is lifted (art. 5.4a).

    Its author may take it back and go on writing: it stays held when it comes again.
    """
    _require_hold_right(piece, by)
    if piece.current_workflow_task is None and not piece.approved_schedule:
        raise Refused(
            _("Only a piece in review or planned is put on hold; what is public is withdrawn.")
        )
    if not reason.strip():
        raise Refused(_("A hold needs a reason that everybody in the chain can read."))
    Piece.objects.of(piece).update(held=reason)
    log(instance=piece, action="approvals.hold", user=by, data={"reason": reason})


@transaction.atomic
def lift_hold(piece, by) -> None:
    _require_hold_right(piece, by)
    if not acts.hold_on(piece):
        raise Refused(_("The piece is not on hold."))
    Piece.objects.of(piece).update(held="")
    log(instance=piece, action="approvals.lift_hold", user=by)


def _require_hold_right(piece, by) -> None:
    if not may_hold(piece, by):
        raise Refused(_("Only the propaganda board puts pieces on hold (art. 5.4a)."))


def _task_state(piece):
    task_state = piece.current_workflow_task_state
    if task_state is None:
        raise Refused(_("The piece is not at any stage of a chain."))
    return task_state
