"""Registration of the units' pages and of the work programme with Wagtail's admin."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .models import ProgrammeEntry
from .viewsets import ListsViewSetGroup, ProgrammeEntryViewSet

register_snippet(ProgrammeEntryViewSet)


@hooks.register("register_admin_viewset")
def register_lists():
    return ListsViewSetGroup()


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def warn_of_clashes(request: HttpRequest, entry) -> None:
    """Nothing is refused: two meetings may well be one, but somebody ought to look."""
    if not isinstance(entry, ProgrammeEntry):
        return
    for other in entry.clashes():
        messages.warning(
            request,
            _("%(chair)s also chairs “%(entry)s” of %(unit)s at that time.")
            % {"chair": entry.chair, "entry": other, "unit": other.unit.short_name},
        )
