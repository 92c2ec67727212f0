"""What follows each step of a chain, in its transaction."""

from wagtail.models import TaskState

from . import board, notifications
from .content import piece_of
from .models.governed import Governed
from .models.stages import Stage


def stage_began(sender, instance: TaskState, user=None, **kwargs) -> None:
    piece = _piece(instance)
    if piece is None:
        return
    row = board.refresh(piece)
    people = instance.task.specific.acting_people(piece).exclude(pk__in=row.actors.values("pk"))
    notifications.turn_to_act(piece, people, stage=instance.task, due=row.due)


def stage_returned(sender, instance: TaskState, user=None, **kwargs) -> None:
    piece = _piece(instance)
    if piece is None:
        return
    board.refresh(piece)
    people = {piece.author, instance.workflow_state.requested_by}
    notifications.returned(piece, people, by=user, comment=instance.comment)


def chain_ended(sender, instance, **kwargs) -> None:
    piece = piece_of(instance)
    if isinstance(piece, Governed):
        board.refresh(piece)


def went_public(sender, instance, **kwargs) -> None:
    if isinstance(instance, Governed):
        board.refresh(instance)
        if instance.live:
            notifications.published(instance, [instance.author])


def left_public(sender, instance, **kwargs) -> None:
    if isinstance(instance, Governed):
        board.refresh(instance)


def _piece(task_state: TaskState):
    if not isinstance(task_state.task.specific, Stage):
        return None
    return piece_of(task_state.workflow_state)
