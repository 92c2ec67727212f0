"""Reports on what the units write."""

from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from organisation.models import Role
from organisation.people import holds

from .models import ArticlePage

#: Who reads what the units have written for a campaign.
READERS = (
    Role.LEADERSHIP,
    Role.STANDING,
    Role.PROPAGANDA,
    Role.EDITORIAL,
    Role.OFFICE,
    Role.NETWORK_ADMIN,
)


def may_read_reports(user) -> bool:
    return user.is_active and (user.is_superuser or holds(user, *READERS))


class CampaignReport(ReportView):
    """Articles that became public in the period of a campaign, by campaign and unit (R48)."""

    page_title = _("Articles by campaign and unit")
    header_icon = "calendar-check"
    index_url_name = "campaign_report"
    index_results_url_name = "campaign_report_results"
    is_searchable = False
    columns = [
        Column("campaign", label=_("Campaign")),
        Column("unit_name", label=_("Unit")),
        Column("articles", label=_("Articles")),
    ]
    list_export = ["campaign", "starts_on", "ends_on", "unit_name", "articles"]
    export_headings = {
        "campaign": _("Campaign"),
        "starts_on": _("campaign from"),
        "ends_on": _("campaign until"),
        "unit_name": _("Unit"),
        "articles": _("Articles"),
    }

    permission_required = "view"

    def user_has_permission(self, permission: str) -> bool:
        return may_read_reports(self.request.user)

    def get_queryset(self) -> Any:
        return campaign_counts()


def campaign_counts() -> Any:
    """Rows ``{"campaign", "starts_on", "ends_on", "unit_name", "articles"}``, newest first."""
    tag = "article_topics__tag__"
    published_on = TruncDate("first_published_at", tzinfo=timezone.get_default_timezone())
    found = ArticlePage.objects.public().annotate(published_on=published_on)
    found = found.filter(**{f"{tag}starts_on__lte": F("published_on")}).filter(
        Q(**{f"{tag}ends_on__isnull": True}) | Q(**{f"{tag}ends_on__gte": F("published_on")})
    )
    return (
        found.values(
            campaign=F(f"{tag}name"),
            starts_on=F(f"{tag}starts_on"),
            ends_on=F(f"{tag}ends_on"),
            unit_name=F("unit__short_name"),
        )
        .annotate(articles=Count("pk", distinct=True))
        .order_by("-starts_on", "campaign", "-articles", "unit_name")
    )
