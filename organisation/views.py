"""Views of the admin for units and people. What they do is done by the services."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.bulk_action import BulkAction

from accounts.models import User
from accounts.services import change_account, create_account
from search.text import fold

from .collation import alphabetical
from .models import Unit, UnitKind
from .services import change_unit, create_unit


class FoldedIndexView(generic.IndexView):
    """Finds rows by ``search_fields`` whatever the case, accents and Unicode form typed.

    Compares in Python: meant for lists of hundreds of rows, not of thousands.
    """

    #: Columns of names: sorted as the Vietnamese alphabet has it.
    names = ("name", "first_name", "username")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        asked = self.ordering if isinstance(self.ordering, str) else ""
        if asked.removeprefix("-") in self.names:
            return queryset.order_by(*alphabetical(asked), "pk")
        return super().order_queryset(queryset)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        sought = fold(self.search_query)
        found = [
            pk
            for pk, *texts in queryset.values_list("pk", *self.search_fields)
            if sought in fold(" ".join(text for text in texts if text))
        ]
        return queryset.filter(pk__in=found)


class UnitFilterSet(WagtailFilterSet):
    kind = ChoiceFilter(label=_("Kind of unit"), choices=UnitKind.choices)
    time = ChoiceFilter(
        label=_("Period"),
        method="filter_time",
        choices=[("active", _("Active today")), ("ended", _("Ended"))],
    )

    class Meta:
        model = Unit
        fields = ("kind", "time")

    def filter_time(self, queryset: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        active = Q(pk__in=Unit.objects.active().values("pk"))
        return queryset.filter(active if value == "active" else ~active)


class UnitIndexView(FoldedIndexView):
    @cached_property
    def columns(self):
        return [
            self._get_title_column("name"),
            Column("short_name", label=_("Short name")),
            Column("get_kind_display", label=_("Kind of unit"), sort_key="kind"),
            Column("parent.short_name", label=_("Unit above")),
            DateColumn("ended_on", label=_("Ended on")),
        ]

    def get_base_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.select_related("parent").order_by("sort_order", *alphabetical("name"))


class UnitCreateView(generic.CreateView):
    success_message = _("The unit “%(object)s” has been created.")
    error_message = _("The unit has not been created. Please correct what is marked below.")

    def save_instance(self) -> Unit:
        return create_unit(self.form.save(commit=False), by=self.request.user)


class UnitEditView(generic.EditView):
    success_message = _("The data of the unit “%(object)s” have been saved.")
    error_message = _("Nothing has been saved. Please correct what is marked below.")

    def save_instance(self) -> Unit:
        return change_unit(self.form.save(commit=False), by=self.request.user)


class UnitInspectView(generic.InspectView):
    def get_field_display_value(self, field_name: str, field):
        """Core calls ``get_<name>_display_value``: for our ``field`` that is this very method."""
        if field_name == "field":
            value = self.object.field
        else:
            value = super().get_field_display_value(field_name, field)
        return "-" if value in (None, "") else value

    def get_field_label(self, field_name: str, field) -> str:
        if field_name == "memberships":
            return gettext("Members today")
        return super().get_field_label(field_name, field)

    def get_memberships_display_value(self) -> str:
        today = timezone.localdate()
        memberships = self.object.memberships.active(today).select_related("user")
        return "; ".join(f"{m.user} ({m.get_role_display()})" for m in memberships)


class PersonIndexView(FoldedIndexView):
    page_title = _("People")
    add_item_label = _("Add a person")

    @cached_property
    def columns(self):
        return [
            self._get_title_column_class(TitleColumn)(
                "__str__", label=_("Full name"), sort_key="first_name", get_url=self.get_edit_url
            ),
            Column("username", label=_("Username"), sort_key="username"),
            Column("email", label=_("E-mail")),
            BooleanColumn("is_active", label=_("May sign in"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last login"), sort_key="last_login"),
        ]

    def get_base_queryset(self) -> QuerySet[User]:
        people = manageable_people(self.request.user)
        return people.order_by(*alphabetical("first_name", "last_name"))


class PersonCreateView(generic.CreateView):
    page_title = _("Add a person")
    success_message = _(
        "The account of %(object)s is ready. A link to choose a password has been sent to them; "
        "please enter their membership in the form of the unit."
    )
    error_message = _("The account has not been created. Please correct what is marked below.")

    def save_instance(self) -> User:
        return create_account(self.form.save(commit=False), by=self.request.user)


class PersonEditView(generic.EditView):
    success_message = _("The account of %(object)s has been saved.")
    error_message = _("Nothing has been saved. Please correct what is marked below.")

    def get_object(self, queryset=None) -> User:
        person = super().get_object(queryset)
        if not manageable_people(self.request.user).filter(pk=person.pk).exists():
            raise Http404
        return person

    def save_instance(self) -> User:
        return change_account(
            self.form.save(commit=False), changed=self.form.changed_data, by=self.request.user
        )


class PersonHistoryView(generic.HistoryView):
    def get_object(self) -> User:
        person = super().get_object()
        if not manageable_people(self.request.user).filter(pk=person.pk).exists():
            raise Http404
        return person


def manageable_people(user: User) -> QuerySet[User]:
    """Accounts that ``user`` may manage: a superuser's is for superusers only."""
    people = User.objects.all()
    return people if user.is_superuser else people.filter(is_superuser=False)


def refuse_bulk_action(action: type[BulkAction]) -> type[BulkAction]:
    """A bulk action in the place of ``action`` that answers 404 to everybody."""

    def dispatch(self, request, *args, **kwargs):
        raise Http404

    return type(f"No{action.__name__}", (action,), {"dispatch": dispatch})
