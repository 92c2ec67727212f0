"""Where a piece stands, shown at the top of its editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from .standing import standing_of


class ChainPanel(Panel):
    """The chain as a line of stages, the declaration, and what can be done now."""

    def __init__(self, **kwargs):
        super().__init__(**{"heading": _("Approval chain"), **kwargs})

    def get_form_options(self) -> dict:
        """Claims the declaration; fields that no panel claims are drawn a second time."""
        return {"fields": ["declaration"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "approvals/admin/chain_panel.html"

        def is_shown(self) -> bool:
            return self.request is not None and not self.request.user.is_anonymous

        def get_context_data(self, parent_context=None) -> dict:
            context = super().get_context_data(parent_context)
            context["standing"] = standing_of(self.instance, self.request.user)
            context["declaration"] = self.form["declaration"]
            return context
