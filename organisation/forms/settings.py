"""The form of the portal settings."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import log


class PortalSettingsForm(WagtailAdminModelForm):
    """Records each change of the settings with the value before and after."""

    def save(self, commit=True):
        changed = {
            name: [str(self.initial.get(name) or ""), str(getattr(self.instance, name) or "")]
            for name in self.changed_data
        }
        settings = super().save(commit=commit)
        if changed:
            log(
                instance=settings,
                action="organisation.settings.edit",
                user=self.for_user,
                content_changed=True,
                data={"changed": changed},
            )
        return settings
