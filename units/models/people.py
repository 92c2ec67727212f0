"""People as a page shows them: on a unit's page and in a leading body."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model
from wagtail.models import Orderable

PORTRAIT_RENDITIONS = ("fill-160x200|format-webp", "fill-320x400|format-webp")


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
        _("full name"),
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


def with_portraits(rows: Iterable[PersonRow]) -> list[PersonRow]:
    """The rows with people, portraits and renditions; of a draft too, as its author left them."""
    people = list(rows)
    portraits = get_image_model().objects.prefetch_renditions(*PORTRAIT_RENDITIONS)
    prefetch_related_objects(people, "person", Prefetch("portrait", queryset=portraits))
    return people


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
    name = models.CharField(_("full name"), max_length=120)
    post = models.CharField(_("post"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.name
