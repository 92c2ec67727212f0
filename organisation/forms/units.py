"""The one form of a unit with its memberships."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from ..services import check_history, check_memberships


class UnitForm(WagtailAdminModelForm):
    """A unit with its memberships. The rows are checked together, then saved by the services."""

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        try:
            check_history(self.instance, self._rows())
            check_memberships(self._rows())
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True

    def _rows(self) -> list:
        """The memberships that would remain."""
        rows = self.formsets["memberships"]
        return [
            form.instance
            for form in rows.forms
            if form not in rows.deleted_forms and (form.instance.pk or form.has_changed())
        ]
