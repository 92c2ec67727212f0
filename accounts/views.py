"""The account page of the admin."""

from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import AvatarSettingsPanel, BaseSettingsPanel


class AccountView(WagtailAccountView):
    """Wagtail's page without portraits: a file nobody publishes has no address here."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [p for p in super().get_panels() if not isinstance(p, AvatarSettingsPanel)]
