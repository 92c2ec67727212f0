"""The form of a person."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .. import rules


class PersonForm(WagtailAdminModelForm):
    """Who a person is and whether they may sign in; never what they may do (R03).

    No superuser box, no groups, no password: rights follow from memberships, and
    each person chooses a password by the link sent to their own address.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("last_name", "first_name", "email"):
            self.fields[name].required = True
        if self.instance.pk is None or self.instance == self.for_user:
            del self.fields["is_active"]

    def clean_last_name(self) -> str:
        return rules.tidy(self.cleaned_data["last_name"])

    def clean_first_name(self) -> str:
        return rules.tidy(self.cleaned_data["first_name"])

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip()
        others = get_user_model().objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise ValidationError(
                _(
                    "Another account uses this address. Each person needs an address of "
                    "their own: the link to choose a password goes there."
                )
            )
        return email
