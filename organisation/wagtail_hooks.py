"""What this room adds to Wagtail's admin, and what it takes out of it."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from . import trail
from .views import refuse_bulk_action
from .viewsets import MENU_HOOK, UnitViewSet


@hooks.register("register_admin_viewset")
def register_units() -> UnitViewSet:
    return UnitViewSet()


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    return SubmenuMenuItem(
        _("Organisation"),
        Menu(register_hook_name=MENU_HOOK),
        name="organisation",
        icon_name="group",
        order=8000,
    )


# Registered after Wagtail's own, under the same names: theirs hand out groups and
# delete accounts, without our checks.
for action in (AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction):
    hooks.register("register_bulk_action", refuse_bulk_action(action), order=1000)


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    for action, formatter in trail.FORMATTERS.items():
        actions.register_action(action)(formatter)
