"""Forms of the approval chain."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.forms import TaskStateCommentForm

from organisation.models import Role
from organisation.people import units_of

from . import rules

#: The buttons by which a chain begins or goes on.
SUBMIT_ACTIONS = ("action-submit", "action-restart-workflow")


def declaration_field() -> forms.BooleanField:
    return forms.BooleanField(label=_("Declaration"), help_text=rules.DECLARATION, required=False)


class SubmissionFormMixin:
    """Sets unit and author of a new piece; checks the rules when it is submitted."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self._set_owner()

    def _set_owner(self) -> None:
        """The unit is the parent's, if the author writes for it, else the author's own."""
        if self.instance.author_id is None and self.for_user and not self.for_user.is_anonymous:
            self.instance.author = self.for_user
        if self.instance.unit_id is None:
            self.instance.unit_id = self._unit_id()

    def _unit_id(self) -> int | None:
        own = list(
            units_of(self.for_user, Role.CONTRIBUTOR, Role.TRANSLATOR).values_list("pk", flat=True)
        )
        parents = getattr(getattr(self.parent_page, "specific", None), "unit_id", None)
        if parents in own:
            return parents
        return own[0] if own else parents

    @property
    def is_submission(self) -> bool:
        return any(self.data.get(action) for action in SUBMIT_ACTIONS)

    def clean(self):
        cleaned = super().clean()
        self.instance.declared_by = self.for_user if cleaned.get("declaration") else None
        return cleaned

    def _post_clean(self):
        """After the instance carries what was typed: show broken rules beside their fields."""
        super()._post_clean()
        if not self.is_submission:
            return
        declared = bool(self.cleaned_data.get("declaration"))
        if self.errors and not declared:
            self.add_error("declaration", rules.DECLARATION_MISSING.message)
        if self.errors:
            return
        for violation in rules.violations_of(self.instance, declared=declared):
            self.add_error(
                violation.field if violation.field in self.fields else None, violation.message
            )


class GovernedPageForm(SubmissionFormMixin, WagtailAdminPageForm):
    """Form of a governed page."""

    declaration = declaration_field()


class GovernedModelForm(SubmissionFormMixin, WagtailAdminModelForm):
    """Form of a governed snippet."""

    declaration = declaration_field()
    parent_page = None


class StageActionForm(TaskStateCommentForm):
    """What somebody acting at a stage may add."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Compulsory when the piece is returned: what has to be mended."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class PublicationForm(StageActionForm):
    """The last stage may also set the time."""

    go_live_at = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Leave empty to publish at once."),
    )


class ReasonForm(forms.Form):
    """An act that is allowed at any time but never without a reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
