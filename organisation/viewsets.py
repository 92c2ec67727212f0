"""Units and people in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import User

from . import views
from .forms.people import PersonForm
from .forms.units import UnitForm
from .models import Unit
from .panels import MembershipsPanel

#: Menu "Organisation"; rooms above may register items under the same hook.
MENU_HOOK = "register_organisation_menu_item"


class KeptViewSet(ModelViewSet):
    """Things that are ended, never deleted: no delete, usage or copy page."""

    copy_view_enabled = False
    add_to_reference_index = False
    menu_hook = MENU_HOOK

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            **{"delete_url_name": None, "usage_url_name": None, **kwargs}
        )

    def get_urlpatterns(self):
        return [url for url in super().get_urlpatterns() if url.name not in {"delete", "usage"}]


class UnitViewSet(KeptViewSet):
    """One form creates a unit with all that belongs to it (R02)."""

    model = Unit
    name = "organisation_units"
    url_prefix = "units"
    icon = "group"
    menu_label = _("Units")
    menu_order = 100
    index_view_class = views.UnitIndexView
    add_view_class = views.UnitCreateView
    edit_view_class = views.UnitEditView
    inspect_view_class = views.UnitInspectView
    inspect_view_enabled = True
    inspect_view_fields = [
        "name",
        "short_name",
        "kind",
        "symbol",
        "field",
        "parent",
        "started_on",
        "ended_on",
        "memberships",
    ]
    filterset_class = views.UnitFilterSet
    search_fields = ["name", "short_name", "symbol", "field"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("short_name"), FieldPanel("symbol")]),
                    FieldPanel("parent"),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("field")]),
                    FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
                    FieldPanel("sort_order"),
                ],
                heading=_("Unit"),
            ),
            MultiFieldPanel(
                [FieldPanel("name_en"), FieldPanel("short_name_en"), FieldPanel("field_en")],
                heading=_("In English"),
            ),
            InlinePanel(
                "memberships",
                panels=[
                    FieldRowPanel([FieldPanel("user"), FieldPanel("role")]),
                    FieldPanel("post"),
                    FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
                ],
                heading=_("Memberships"),
                label=_("Membership"),
                help_text=_("Memberships are ended by the day “until”; they are never removed."),
            ),
        ],
        base_form_class=UnitForm,
    )


class PersonViewSet(KeptViewSet):
    """People instead of Wagtail's users: nobody grants rights here."""

    model = User
    icon = "user"
    menu_label = _("People")
    menu_order = 200
    index_view_class = views.PersonIndexView
    add_view_class = views.PersonCreateView
    edit_view_class = views.PersonEditView
    history_view_class = views.PersonHistoryView
    list_filter = ["is_active"]
    search_fields = ["last_name", "first_name", "username", "email"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("last_name"), FieldPanel("first_name")]),
                    FieldRowPanel([FieldPanel("username"), FieldPanel("email")]),
                    FieldPanel("phone"),
                    FieldPanel("is_active", heading=_("May sign in")),
                ],
                heading=_("Personal data"),
            ),
            MembershipsPanel(heading=_("Memberships")),
        ],
        base_form_class=PersonForm,
    )


class NoGroupViewSet(ViewSet):
    """Groups are a shadow of memberships: there is no page on which to edit them."""
