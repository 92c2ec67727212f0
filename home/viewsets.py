"""The front door in the admin: banners, menu, links."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from approvals.viewsets import GovernedSnippetViewSet

from .models import Banner, ExternalLink, MenuItem


class BannerViewSet(GovernedSnippetViewSet):
    """Propaganda banners: pieces of their unit, with a chain of their own (C7)."""

    model = Banner
    icon = "image"
    menu_label = _("Banners")
    menu_name = "banners"
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["title", "unit", "place", "show_from", "show_until", UpdatedAtColumn()]
    list_filter = ["place", "unit"]


class MenuItemViewSet(ModelViewSet):
    model = MenuItem
    icon = "list-ul"
    menu_label = _("Main menu")
    list_display = ["__str__", "page", "url", "sort_order"]
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("title_en")]),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("page"), FieldPanel("url")]),
        FieldRowPanel([FieldPanel("in_row"), FieldPanel("lists_children")]),
        FieldPanel("sort_order"),
    ]


class ExternalLinkViewSet(ModelViewSet):
    model = ExternalLink
    icon = "link-external"
    menu_label = _("Links")
    list_display = ["title", "url", "sort_order"]
    copy_view_enabled = False
    panels = [FieldPanel("title"), FieldPanel("url"), FieldPanel("sort_order")]


class NavigationViewSetGroup(ModelViewSetGroup):
    """Changed by recorded operations of the office, not through a chain."""

    items = (MenuItemViewSet, ExternalLinkViewSet)
    menu_label = _("Navigation")
    menu_icon = "site"
    menu_order = 8200
