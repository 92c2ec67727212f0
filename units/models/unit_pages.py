"""The public face of a unit, and the list of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from approvals.models import GovernedPage

INTRODUCTION_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class UnitIndexPage(GovernedPage):
    """``/don-vi/``: every unit of the bloc, and the face of the bloc committee itself."""

    content_kind = "page"
    parent_page_types = ["home.HomePage"]

    introduction = RichTextField(_("introduction"), blank=True, features=INTRODUCTION_FEATURES)

    content_panels = [*GovernedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of units")
        verbose_name_plural = _("lists of units")


class UnitPage(GovernedPage):
    """A unit's public texts and contacts; the unit itself is ``unit`` (R32)."""

    content_kind = "unit_page"
    parent_page_types = ["units.UnitIndexPage", "units.UnitPage"]

    introduction = RichTextField(_("introduction"), blank=True, features=INTRODUCTION_FEATURES)
    functions = RichTextField(
        _("functions and duties"), blank=True, features=INTRODUCTION_FEATURES
    )
    decision = models.CharField(
        _("set up by"), max_length=200, blank=True, help_text=_("Number of the decision.")
    )
    member_count = models.PositiveIntegerField(_("Party members"), null=True, blank=True)
    cell_count = models.PositiveIntegerField(_("Party cells"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    content_panels = [
        *GovernedPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("functions"),
        MultiFieldPanel(
            [
                FieldPanel("decision"),
                FieldRowPanel([FieldPanel("member_count"), FieldPanel("cell_count")]),
            ],
            heading=_("Organisation"),
        ),
        InlinePanel("people", heading=_("People in charge"), label=_("person")),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("Contact"),
        ),
        InlinePanel("contacts", heading=_("Contact persons"), label=_("contact")),
    ]
    search_fields = [
        *GovernedPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("functions"),
    ]

    class Meta:
        verbose_name = _("unit page")
        verbose_name_plural = _("unit pages")
