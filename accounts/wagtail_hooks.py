"""What this room adds to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("accounts.create", _("Create account"), _("Created the account"))
    actions.register_action("accounts.edit", _("Change account"), _("Changed the account"))
    actions.register_action("accounts.log_in", _("Log in"), _("Logged in"))
    actions.register_action("accounts.log_out", _("Log out"), _("Logged out"))
    actions.register_action(
        "accounts.log_in_failed", _("Failed log-in"), _("A log-in with a wrong password")
    )
