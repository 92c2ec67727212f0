"""What the doctor asks of the gate."""

from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Task

from operations.doctor import FAIL, OK, WARN, Finding, doctor_check

from .models import Stage, WritePermit, governed_models
from .releases import is_released


def uncovered_live_rows() -> list[DraftStateMixin]:
    """Live rows whose content no release covers: changed behind the gate."""
    return [
        piece
        for model in governed_models()
        for piece in model.objects.filter(live=True).iterator()
        if not is_released(piece)
    ]


def unserved_stages() -> list[str]:
    """Names of active stages that the same people serve for every unit, and that have nobody."""
    stages = [t for t in Task.objects.filter(active=True).specific() if isinstance(t, Stage)]
    return [
        stage.name
        for stage in stages
        if stage.serves_every_unit and not stage.acting_people(None).exists()
    ]


@doctor_check
def releases() -> Finding:
    rows = uncovered_live_rows()
    if not rows:
        return Finding("releases", OK, _("Every public piece is covered by its approvals."))
    names = ", ".join(f"“{row}” ({row.pk})" for row in rows)
    return Finding(
        "releases",
        FAIL,
        _(
            "Public, but changed behind the approval chain: %(names)s. Withdraw them, find out who"
            " wrote to the database, and let them take their chain again."
        )
        % {"names": names},
    )


@doctor_check
def permits() -> Finding:
    """A permit that outlives its save means that a process died in the middle of it."""
    left = WritePermit.objects.count()
    if not left:
        return Finding("permits", OK, _("No write past the gate is under way."))
    return Finding(
        "permits",
        WARN,
        _("%(count)d permits of broken writes are left; they are cleared every hour.")
        % {"count": left},
    )


@doctor_check
def stages() -> Finding:
    names = unserved_stages()
    if not names:
        return Finding("stages", OK, _("Every stage of the chains has somebody who serves it."))
    return Finding(
        "stages",
        FAIL,
        _("Nobody serves: %(stages)s. Give somebody the role in the form of their unit.")
        % {"stages": ", ".join(names)},
    )
