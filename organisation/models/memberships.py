"""Who holds which role in which unit, for how long."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .. import rules
from .units import EndedNeverDeleted, TermQuerySet, Unit


class MembershipQuerySet(TermQuerySet):
    def active(self, on: date | None = None):
        """In force themselves, in a unit that has not ended: both take the right away."""
        on = on or timezone.localdate()
        return super().active(on).filter(Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gt=on))


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


class Membership(EndedNeverDeleted, Orderable):
    """A person in a unit, in one role, for a term. Its end takes the right away at once."""

    unit = ParentalKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("comrade"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    post = models.CharField(_("position held"), max_length=200, blank=True)
    started_on = models.DateField(_("in force from"), default=timezone.localdate)
    ended_on = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("First day without the right.")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.unit.short_name}"

    def clean(self) -> None:
        super().clean()
        self.post = rules.tidy(self.post)
        rules.check_term(self)
