"""Refusals of the gate. Their messages are for people, in their language."""

from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

#: What was refused during the admin request under way; None outside of one. Wagtail
#: swallows the exceptions, so the transaction middleware learns of them here.
refusals_of_request: ContextVar[list[str] | None] = ContextVar("refusals", default=None)


class Refused(PermissionDenied):
    """Something the regulation does not allow; nothing of it was written.

    A PermissionDenied, so that every Wagtail view knows what to do; the admin's
    transaction middleware rolls the request back and shows the message.
    """

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message
        refusals = refusals_of_request.get()
        if refusals is not None:
            refusals.append(message)


class PublicationRefused(Refused):
    """Content that no valid release covers was about to become public."""


class StageRefused(Refused):
    """A person may not act at this stage, or not on what they have before them."""


class SubmissionRefused(Refused):
    """A piece breaks the rules under which a chain may begin.

    ``violations`` lists them (``approvals.rules.Violation``).
    """

    def __init__(self, violations):
        self.violations = list(violations)
        super().__init__(" ".join(str(v.message) for v in self.violations))


class ProofProtected(ProtectedError):
    """What was ever live or in a chain is evidence and is withdrawn, never deleted."""

    def __init__(self, piece):
        message = _(
            "“%(title)s” was public or in a chain; it cannot be deleted, only withdrawn."
        ) % {"title": piece}
        super().__init__(message, {piece})
        self.message = message
