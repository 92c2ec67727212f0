"""What ``doctor`` asks of the gate."""

from wagtail.models import DraftStateMixin

from .gate import is_released
from .models import WritePermit, governed_models


def uncovered_live_rows() -> list[DraftStateMixin]:
    """Live rows whose content no release covers: changed behind the gate."""
    return [
        piece
        for model in governed_models()
        for piece in model.objects.filter(live=True).iterator()
        if not is_released(piece)
    ]


def open_permits() -> int:
    """Permits that outlived their save: a process died in the middle of one."""
    return WritePermit.objects.count()
