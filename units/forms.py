"""Filters of the lists. They work by address alone: no script, and a link can be kept."""

import datetime as dt

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from . import listings
from .models import ArticlePage, Topic


class ArticleFilter(forms.Form):
    """``?unit=<id>&topic=<slug>&month=YYYY-MM``; an unknown value filters nothing and says so."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, data, *, queryset: QuerySet[ArticlePage], scope: str = "", without=()):
        super().__init__(data)
        self.queryset = queryset
        choices = {
            "unit": lambda: [
                (str(unit.pk), f"{unit.short_name} ({count})")
                for unit, count in listings.units_with_counts(queryset, scope)
            ],
            "topic": lambda: list(Topic.objects.values_list("slug", "name")),
            "month": lambda: [
                (f"{month:%Y-%m}", f"{month:%m/%Y}") for month in listings.months_of(queryset)
            ],
        }
        blanks = {"unit": _("All units"), "topic": _("All topics"), "month": _("All months")}
        for name in choices:
            if name in without:
                del self.fields[name]
            else:
                self.fields[name].choices = [("", blanks[name]), *choices[name]()]
                self.fields[name].error_messages["invalid_choice"] = _(
                    "This choice does not exist (any more). Please choose again."
                )

    def filtered(self) -> QuerySet[ArticlePage]:
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
