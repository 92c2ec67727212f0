"""Panels of this room's admin forms."""

from wagtail.admin.panels import Panel

from .models import Membership


class MembershipsPanel(Panel):
    """The memberships of a person, to be read; they are changed in the form of the unit."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "organisation/admin/memberships_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["memberships"] = Membership.objects.filter(user=self.instance).select_related(
                "unit"
            )
            context["active"] = set(context["memberships"].active().values_list("pk", flat=True))
            return context
