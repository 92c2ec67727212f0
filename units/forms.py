"""Filters of the lists. They work by address alone: no script, and a link can be kept."""

import datetime as dt

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from organisation.collation import alphabetical

from . import listings, models


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
