"""Units: the bodies of the bloc, with their place in its tree and their time."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import Collection

from .. import rules
from ..rules import UnitKind


class TermQuerySet(models.QuerySet):
    """Rows in force between ``started_on`` (included) and ``ended_on`` (excluded)."""

    def active(self, on: date | None = None):
        on = on or timezone.localdate()
        return self.filter(started_on__lte=on).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def delete(self):
        """Refused: what was in force is ended, never deleted; proof and authorship hang on it."""
        refused = gettext("Units and memberships are ended, never deleted.")
        raise ProtectedError(refused, set(cast("Iterable[models.Model]", self)))


class EndedNeverDeleted(models.Model):
    class Meta:
        abstract = True

    def delete(self, *args, **kwargs):
        """Refused, see :meth:`TermQuerySet.delete`."""
        raise ProtectedError(gettext("Units and memberships are ended, never deleted."), {self})


class Unit(EndedNeverDeleted, ClusterableModel):
    """A body of the bloc with its history. Rights, chains and quotas hang on it.

    Its public face is ``units.UnitPage``.
    """

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(
        _("short name"),
        max_length=80,
        unique=True,
        error_messages={"unique": _("Another unit already has this short name.")},
    )
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    short_name_en = models.CharField(_("short name in English"), max_length=80, blank=True)
    field_en = models.CharField(_("field of work in English"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=UnitKind.choices)
    symbol = models.CharField(_("document symbol"), max_length=20, blank=True)
    field = models.CharField(_("field of work"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("unit above"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    sort_order = models.PositiveIntegerField(_("order in lists"), default=0)
    started_on = models.DateField(_("started on"), default=timezone.localdate)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    group = models.OneToOneField(
        Group, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="unit"
    )
    collection = models.OneToOneField(
        Collection,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="unit",
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name in the language of the moment, in Vietnamese where there is none."""
        return self._shown("name")

    @property
    def shown_short_name(self) -> str:
        """The short name; in English without one, the whole English name."""
        return self._shown("short_name", "name")

    @property
    def shown_field(self) -> str:
        """The field of work; empty in English as long as nobody has translated it."""
        return self.field_en if _is_english() else self.field

    def _shown(self, *names: str) -> str:
        english = [getattr(self, f"{name}_en") for name in names] if _is_english() else []
        return next(filter(None, english), getattr(self, names[0]))

    def clean(self) -> None:
        """Refuse a place in the tree or a term that the rules of the bloc do not know."""
        super().clean()
        self.name, self.short_name = rules.tidy(self.name), rules.tidy(self.short_name)
        rules.check_term(self)
        if self.kind not in UnitKind.values:
            return  # the field itself says so
        self._check_cycle()
        rules.check_place(self.kind, self.parent.kind if self.parent else None)
        if self.pk:
            rules.check_children(self.kind, self.children.values_list("kind", flat=True))
        self._check_single_bloc()
        self._check_neighbours()

    def _check_cycle(self) -> None:
        above = self.parent
        while above is not None:
            if self.pk and above.pk == self.pk:
                raise ValidationError(
                    {"parent": _("A unit cannot stand under itself or under a unit below it.")}
                )
            above = above.parent

    def _check_single_bloc(self) -> None:
        if self.kind != UnitKind.BLOC:
            return
        others = Unit.objects.filter(kind=UnitKind.BLOC).exclude(pk=self.pk)
        if any(rules.overlap(self, other) for other in others):
            raise ValidationError(
                {
                    "kind": _(
                        "There is a bloc committee already. Please choose another kind, or enter "
                        "the day on which the present one ends."
                    )
                }
            )

    def _check_neighbours(self) -> None:
        """No unit outlives the one above it."""
        if self.parent and _outlives(self, self.parent):
            raise ValidationError(
                {
                    "parent": _("“%(unit)s” ends on %(day)s. Please choose a unit that continues.")
                    % {"unit": self.parent, "day": f"{self.parent.ended_on:%d/%m/%Y}"}
                }
            )
        if self.pk and self.ended_on:
            staying = [child.short_name for child in self.children.all() if _outlives(child, self)]
            if staying:
                raise ValidationError(
                    {
                        "ended_on": _(
                            "Units below this one would remain: %(units)s. "
                            "Please end them first or place them under another unit."
                        )
                        % {"units": ", ".join(staying)}
                    }
                )


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


def _outlives(unit: Unit, other: Unit) -> bool:
    if other.ended_on is None:
        return False
    return unit.ended_on is None or unit.ended_on > other.ended_on
