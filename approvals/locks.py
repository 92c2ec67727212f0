"""Who may write a piece right now: one lock for pages and snippets."""

from django.utils.translation import gettext as _
from wagtail.locks import BaseLock

from .permissions import may_write


class GovernanceLock(BaseLock):
    """Locks a piece for everybody but those whose turn it is to write.

    Contributors of the unit write until they submit; in review the stage that
    mends does (art. 10.2); everybody else reads.
    """

    def for_user(self, user) -> bool:
        return not may_write(self.object, user)

    def get_message(self, user) -> str | None:
        if not self.for_user(user):
            return None
        stage = self.object.current_workflow_task
        if stage:
            return _(
                "The piece is at the stage “%(stage)s”. It can be read and acted on, not edited;"
                " the author edits it after it is returned or taken back."
            ) % {"stage": stage}
        return _("Only contributors of the unit %(unit)s edit this piece.") % {
            "unit": self.object.unit.short_name
        }

    def get_locked_by(self, user) -> str:
        return _("Locked by the approval chain")

    def get_description(self, user) -> str:
        return self.get_message(user) or _("You may edit this piece.")
