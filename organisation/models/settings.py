"""What the portal says about itself on every page (art. 3.2, R07); data, never code."""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from ..forms.settings import PortalSettingsForm


class FourEyes(models.TextChoices):
    """How strictly nobody acts at two stages of one piece."""

    STRICT = "strict", _("strict: nobody acts at two stages of one piece")
    SMALL_TEAM = "small_team", _("small team: allowed, and each use is recorded")


class FooterRow(NamedTuple):
    """One line of the footer: a label and its value, neither of them empty.

    ``lang``: of the value, when it is not in the language of the page.
    """

    name: str
    label: str
    value: str
    lang: str = ""


#: Fields that have an English counterpart, ``<name>_en``.
TRANSLATED = (
    "site_title",
    "short_name",
    "slogan",
    "managing_body",
    "licence_issuer",
    "licence_date",
    "responsible_post",
    "address",
    "copyright",
    "notice",
)


@register_setting(icon="cog", order=100)
class PortalSettings(BaseGenericSetting):
    """Site-wide texts. Where the English of a text is empty, the Vietnamese stands."""

    site_title = models.CharField(_("title of the portal"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    slogan = models.CharField(_("slogan"), max_length=200, blank=True)
    emblem = models.ForeignKey(
        "assets.Image",
        verbose_name=_("emblem"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    managing_body = models.CharField(_("managing body"), max_length=200, blank=True)
    licence_number = models.CharField(_("licence number"), max_length=100, blank=True)
    licence_issuer = models.CharField(_("licence issued by"), max_length=200, blank=True)
    licence_date = models.CharField(
        _("licence issued on"),
        max_length=60,
        blank=True,
        help_text=_("As it is written in the licence, for example “14/4/2026”."),
    )
    responsible_person = models.CharField(
        _("responsible for the content"), max_length=120, blank=True
    )
    responsible_post = models.CharField(_("position held"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    copyright = models.CharField(_("copyright line"), max_length=400, blank=True)
    notice = models.CharField(
        _("notice above all pages"),
        max_length=400,
        blank=True,
        help_text=_("A line above all pages, for example that the content is a demonstration."),
    )
    four_eyes = models.CharField(
        _("four eyes"), max_length=20, choices=FourEyes.choices, default=FourEyes.STRICT
    )

    site_title_en = models.CharField(_("title of the portal"), max_length=200, blank=True)
    short_name_en = models.CharField(_("short name"), max_length=80, blank=True)
    slogan_en = models.CharField(_("slogan"), max_length=200, blank=True)
    managing_body_en = models.CharField(_("managing body"), max_length=200, blank=True)
    licence_issuer_en = models.CharField(_("licence issued by"), max_length=200, blank=True)
    licence_date_en = models.CharField(_("licence issued on"), max_length=60, blank=True)
    responsible_post_en = models.CharField(_("position held"), max_length=200, blank=True)
    address_en = models.CharField(_("address"), max_length=200, blank=True)
    copyright_en = models.CharField(_("copyright line"), max_length=400, blank=True)
    notice_en = models.CharField(_("notice above all pages"), max_length=400, blank=True)

    base_form_class = PortalSettingsForm
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel(name) for name in ("site_title", "short_name", "slogan")]
                        + [FieldPanel("emblem"), FieldPanel("notice")],
                        heading=_("Name of the portal"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel(name)
                            for name in (
                                "managing_body",
                                "licence_number",
                                "licence_issuer",
                                "licence_date",
                                "responsible_person",
                                "responsible_post",
                                "copyright",
                            )
                        ],
                        heading=_("Licence and responsibility"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel(name) for name in ("address", "phone", "fax", "email")],
                        heading=_("Contact"),
                    ),
                ],
                heading=_("Vietnamese"),
            ),
            ObjectList(
                [FieldPanel(f"{name}_en") for name in TRANSLATED],
                heading=_("English"),
            ),
            ObjectList([FieldPanel("four_eyes")], heading=_("Approval chain")),
        ]
    )

    class Meta:
        verbose_name = _("portal settings")

    def text(self, name: str) -> str:
        """The field ``name`` in the language of the moment, in Vietnamese where there is none."""
        if name in TRANSLATED and (get_language() or "").startswith("en"):
            return getattr(self, f"{name}_en") or getattr(self, name)
        return getattr(self, name)

    @property
    def licence(self) -> str:
        """Number, issuer and date of the licence, as far as they are known."""
        parts = (self.licence_number, self.text("licence_issuer"), self.text("licence_date"))
        return ", ".join(part for part in parts if part)

    @property
    def responsible(self) -> str:
        """The responsible person with their post, as far as they are known."""
        parts = (self.responsible_person, self.text("responsible_post"))
        return ", ".join(part for part in parts if part)

    def footer_rows(self) -> list[FooterRow]:
        """Labels and values of the footer; an empty field has no row (R07)."""
        rows = (
            self._row("managing_body", _now("Managing body"), self.text("managing_body")),
            self._row(
                "licence", _now("Licence"), self.licence, told_by=("licence_issuer", "licence_date")
            ),
            self._row(
                "responsible",
                _now("Responsible for the content"),
                self.responsible,
                told_by=("responsible_post",),
            ),
            self._row("address", _now("Address"), self.text("address")),
            FooterRow("phone", _now("Phone"), self.phone),
            FooterRow("fax", _now("Fax"), self.fax),
            FooterRow("email", _now("E-mail"), self.email),
        )
        return [row for row in rows if row.value]

    def _row(self, name: str, label: str, value: str, told_by: tuple = ()) -> FooterRow:
        """``told_by``: the fields that make ``value``; marked while one has no English."""
        english = (get_language() or "").startswith("en")
        whole = all(getattr(self, f"{field}_en") for field in told_by or (name,))
        return FooterRow(
            name, label, value, settings.LANGUAGE_CODE if english and not whole else ""
        )
