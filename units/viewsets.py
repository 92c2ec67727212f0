"""Lists that the office keeps: topics and the sources for reprints."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from .models import ReprintSource, Topic


class TopicViewSet(ModelViewSet):
    """The controlled list of topics (R04)."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "slug", "sort_order"]
    search_fields = ["name"]
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")])]


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
