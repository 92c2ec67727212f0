"""Filters of the lists. They work by address alone: no script, and a link can be kept."""

import datetime as dt

from django import forms
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from organisation.collation import alphabetical
from organisation.models import Unit

from . import listings, models, programme


class ArticleFilter(forms.Form):
    """``?unit=<id>&topic=<slug>&month=YYYY-MM``; an unknown value filters nothing and says so."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, data, *, queryset: QuerySet, scope: str = "", without=()):
        super().__init__(data)
        self.queryset = queryset
        self.scope = scope
        for name, blank, find in (
            ("unit", _("All units"), self._units),
            ("topic", _("All topics"), self._topics),
            ("month", _("All months"), self._months),
        ):
            if name in without:
                del self.fields[name]
                continue
            self.fields[name].choices = [("", blank), *find()]
            self.fields[name].error_messages["invalid_choice"] = _(
                "This choice does not exist (any more). Please choose again."
            )

    def _units(self) -> list[tuple[str, str]]:
        found = listings.units_with_counts(self.queryset, self.scope)
        return [(str(unit.pk), f"{unit.shown_short_name} ({count})") for unit, count in found]

    def _topics(self) -> list[tuple[str, str]]:
        topics = models.Topic.objects.order_by("sort_order", *alphabetical("name"))
        return list(topics.values_list("slug", "name"))

    def _months(self) -> list[tuple[str, str]]:
        return [
            (f"{month:%Y-%m}", date_format(month, "MONTH_FORMAT"))
            for month in listings.months_of(self.queryset)
        ]

    def filtered(self) -> QuerySet:
        """The list as the reader asked for it."""
        self.is_valid()
        found = self.queryset
        if unit := self.cleaned_data.get("unit"):
            found = found.filter(unit=int(unit))
        if topic := self.cleaned_data.get("topic"):
            found = found.filter(article_topics__tag__slug=topic)
        if month := self.cleaned_data.get("month"):
            found = listings.in_month(found, dt.date.fromisoformat(f"{month}-01"))
        return found

    @property
    def in_use(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())


class ProgrammeFilter(forms.Form):
    """``?of=committee&view=month&month=2026-11``: whose programme, in which view, of when.

    ``of`` is a group of units or a unit's key, ``view`` week, month or list, ``week`` any
    day of it. What cannot be read shows the present week of everybody.
    """

    of = forms.ChoiceField(label=_("Whose programme"), required=False)

    def __init__(self, data, *, today: dt.date):
        super().__init__(data)
        self.today = today
        self.fields["of"].choices = self._choices()
        self.fields["of"].error_messages["invalid_choice"] = _(
            "This choice does not exist (any more). Please choose again."
        )

    def _choices(self) -> list:
        units = models.ProgrammeEntry.objects.public().values("unit")
        shown = Unit.objects.filter(Q(pk__in=Unit.objects.active().values("pk")) | Q(pk__in=units))
        shown = shown.order_by("sort_order", *alphabetical("name"))
        return [
            ("", _("All")),
            (programme.COMMITTEE, _("Bloc committee")),
            (programme.AGENCIES, _("Advisory agencies")),
            (programme.GRASSROOTS, _("Grassroots organisations")),
            (_("A single unit"), [(str(unit.pk), unit.shown_short_name) for unit in shown]),
        ]

    @property
    def whose(self) -> str:
        return self.cleaned_data.get("of", "") if self.is_valid() else ""

    @property
    def whose_label(self) -> str:
        """Name of what was chosen; empty when everything is shown."""
        flat = {}
        for value, label in self.fields["of"].choices:
            flat.update(label if isinstance(label, list) else [(value, label)])
        return str(flat[self.whose]) if self.whose else ""

    @property
    def view(self) -> str:
        asked = self.data.get("view", "")
        return asked if asked in programme.VIEWS else programme.VIEWS[0]

    @property
    def day(self) -> dt.date:
        """The day whose week or month is asked for; today for nonsense or far from now."""
        asked = (
            self.data.get("month", "") + "-01" if self.view == "month" else self.data.get("week")
        )
        try:
            day = dt.date.fromisoformat(asked or "")
        except ValueError:
            return self.today
        return day if abs(day - self.today) < programme.FAR else self.today

    @property
    def in_use(self) -> bool:
        return bool(self.whose)
