"""The bloc as the organisation knows it: units, and who holds which role where, for how long."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Collection, Orderable


class UnitKind(models.TextChoices):
    BLOC = "bloc", _("bloc committee")
    BOARD = "board", _("board")
    AGENCY = "agency", _("advisory agency")
    GRASSROOTS_COMMITTEE = "grassroots_committee", _("grassroots committee")
    GRASSROOTS_CELL = "grassroots_cell", _("grassroots cell")
    CELL = "cell", _("cell")


class TermQuerySet(models.QuerySet):
    """Rows in force between ``started_on`` (included) and ``ended_on`` (excluded)."""

    def active(self, on: date | None = None):
        on = on or timezone.localdate()
        return self.filter(started_on__lte=on).filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=on)
        )


class Unit(ClusterableModel):
    """A body of the bloc with its history. Rights, chains and quotas hang on it.

    Its public face is ``units.UnitPage``.
    """

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80, unique=True)
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
    sort_order = models.PositiveIntegerField(_("order"), default=0)
    started_on = models.DateField(_("started on"), default=timezone.localdate)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    group = models.OneToOneField(
        Group, null=True, editable=False, on_delete=models.PROTECT, related_name="unit"
    )
    collection = models.OneToOneField(
        Collection, null=True, editable=False, on_delete=models.PROTECT, related_name="unit"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """Roles of the regulation (requirements 1A)."""

    CONTRIBUTOR = "contributor", _("contributor")
    UNIT_LEADER = "unit_leader", _("unit leader")
    EDITORIAL = "editorial", _("editorial board")
    PROPAGANDA = "propaganda", _("propaganda board")
    PROPAGANDA_OFFICER = "propaganda_officer", _("propaganda officer")
    STANDING = "standing", _("standing member in charge")
    NETWORK_ADMIN = "network_admin", _("network administrator")
    OFFICE = "office", _("office")
    LEADERSHIP = "leadership", _("leadership")
    CLERK = "clerk", _("clerk")
    TRANSLATOR = "translator", _("translator")


class Membership(Orderable):
    """A person in a unit, in one role, for a term. Its end takes the right away at once."""

    unit = ParentalKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    post = models.CharField(_("post"), max_length=200, blank=True)
    started_on = models.DateField(_("from"), default=timezone.localdate)
    ended_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("First day without the right.")
    )

    objects = TermQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.unit.short_name}"
