"""This room's lists in the admin: topics, sources for reprints, and the work programme."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from approvals.viewsets import GovernedSnippetViewSet

from .models import ProgrammeEntry, ReprintSource, Topic


class TopicViewSet(ModelViewSet):
    """The controlled list of topics (R04), campaigns among them (R48)."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "starts_on", "ends_on", "sort_order"]
    search_fields = ["name"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]


class ReprintSourceViewSet(ModelViewSet):
    """Sources whose articles may be reprinted whole (R54)."""

    model = ReprintSource
    icon = "link-external"
    menu_label = _("Sources for reprints")
    list_display = ["name", "url", "agreement", "valid_until"]
    search_fields = ["name", "url"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("agreement"), FieldPanel("valid_until")]),
    ]


class ListsViewSetGroup(ModelViewSetGroup):
    items = (TopicViewSet, ReprintSourceViewSet)
    menu_label = _("Lists")
    menu_icon = "list-ul"
    menu_order = 8100


class ProgrammeEntryViewSet(GovernedSnippetViewSet):
    """Entries of the work programme: pieces of their unit, with a chain of their own (C8)."""

    model = ProgrammeEntry
    icon = "date"
    menu_label = _("Work programme")
    menu_name = "programme"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["title", "day", "starts", "unit", "chair", "state", UpdatedAtColumn()]
    list_filter = {"day": ["exact", "gte", "lte"], "unit": ["exact"], "state": ["exact"]}
    search_fields = ["title", "chair", "place"]
