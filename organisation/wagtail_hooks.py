"""What this room adds to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("organisation.unit.create", _("Create unit"), _("Created the unit"))
    actions.register_action(
        "organisation.unit.edit", _("Change unit"), _("Changed the data of the unit")
    )
    actions.register_action(
        "organisation.membership.start", _("Add membership"), _("Added a membership")
    )
    actions.register_action(
        "organisation.membership.change", _("Change membership"), _("Changed a membership")
    )
