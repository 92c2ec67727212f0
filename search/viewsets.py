"""Search in the admin: the editors' synonyms."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from .models import SynonymGroup


class SynonymGroupViewSet(ModelViewSet):
    """Words that mean the same; no publication, so no chain."""

    model = SynonymGroup
    icon = "list-ul"
    menu_label = _("Synonyms")
    panels = [FieldPanel("members"), FieldPanel("note")]
    list_display = ["__str__", "note"]
    search_fields = ["members", "note"]
    list_per_page = 50
    add_to_settings_menu = True
    copy_view_enabled = False
