"""People as a page shows them: on a unit's page and in a leading body."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class PersonRow(Orderable):
    """A person of the house (``person``) or a name written out, with what they do here."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        blank=True,
        help_text=_("Only for a person without an account, or to write the name differently."),
    )
    role = models.CharField(_("post"), max_length=200)
    duty = models.CharField(_("in charge of"), max_length=300, blank=True)
    portrait = models.ForeignKey(
        "assets.Image",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [
        FieldPanel("person"),
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("duty"),
        FieldPanel("portrait"),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.name or (self.person.get_full_name() if self.person else "")

    def clean(self) -> None:
        super().clean()
        if not (self.name or self.person_id):
            raise ValidationError({"name": _("Choose a person or write a name.")})


class UnitPerson(PersonRow):
    page = ParentalKey("units.UnitPage", on_delete=models.CASCADE, related_name="people")

    class Meta(PersonRow.Meta):
        verbose_name = _("person in charge")
        verbose_name_plural = _("people in charge")


class LeadershipMember(PersonRow):
    page = ParentalKey("units.LeadershipPage", on_delete=models.CASCADE, related_name="members")

    class Meta(PersonRow.Meta):
        verbose_name = _("member")
        verbose_name_plural = _("members")


class UnitContact(Orderable):
    """Whom to ask, and how (R96): a competent officer of the unit."""

    page = ParentalKey("units.UnitPage", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    post = models.CharField(_("post"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.name
