"""Registration of the units' pages and of the work programme with Wagtail's admin."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from approvals.permissions import may_see

from .models import ProgrammeEntry
from .reports import CampaignReport, may_read_reports
from .viewsets import ListsViewSetGroup, ProgrammeEntryViewSet

register_snippet(ProgrammeEntryViewSet)


@hooks.register("register_admin_viewset")
def register_lists():
    return ListsViewSetGroup()


@hooks.register("register_admin_urls")
def report_addresses():
    return [
        path("reports/campaigns/", CampaignReport.as_view(), name="campaign_report"),
        path(
            "reports/campaigns/results/",
            CampaignReport.as_view(results_only=True),
            name="campaign_report_results",
        ),
    ]


class ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_reports(request.user)


@hooks.register("register_reports_menu_item")
def campaign_report():
    label = gettext_lazy("Articles by campaign and unit")
    return ReportItem(label, reverse("campaign_report"), icon_name="calendar-check", order=500)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def warn_of_clashes(request: HttpRequest, entry) -> None:
    """Nothing is refused: two meetings may well be one, but somebody ought to look."""
    if not isinstance(entry, ProgrammeEntry):
        return
    for other in entry.clashes():
        messages.warning(request, _clash(entry, other, request.user))


def _clash(entry: ProgrammeEntry, other: ProgrammeEntry, user) -> str:
    """Names what readers or the person may know of; another unit's draft stays unnamed."""
    if other.live or may_see(other, user):
        told = {"chair": entry.chair, "entry": other, "unit": other.unit.short_name}
        return _("%(chair)s also chairs “%(entry)s” of %(unit)s at that time.") % told
    told = {"chair": entry.chair}
    return _("%(chair)s also chairs something that is not public yet at that time.") % told
