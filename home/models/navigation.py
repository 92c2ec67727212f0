"""The main menu (two levels) and the links to other sites. The office keeps both."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MenuItem(models.Model):
    """Leads to a page, else to an address; an item of the second level has a ``parent``."""

    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(
        _("title in English"),
        max_length=80,
        blank=True,
        help_text=_("Empty: the title of the English page, if the item leads to a page."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("below"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
        limit_choices_to=Q(parent__isnull=True),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    url = models.CharField(
        _("or address"),
        max_length=300,
        blank=True,
        help_text=_("Of this portal, beginning with /, or a whole address."),
    )
    in_row = models.BooleanField(
        _("in the menu row"),
        default=True,
        help_text=_("Else only in the list of all sections. Holds for the first level."),
    )
    lists_children = models.BooleanField(
        _("lists the pages below its page"),
        default=False,
        help_text=_("New units then appear in the menu by themselves."),
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("menu item")
        verbose_name_plural = _("menu")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return f"{self.parent.title} / {self.title}" if self.parent else self.title

    def clean(self) -> None:
        super().clean()
        if bool(self.page_id) == bool(self.url):
            raise ValidationError({"url": _("Choose a page or an address, one of them.")})
        if self.url and not self.url.startswith(("/", "https://", "http://")):
            raise ValidationError({"url": _("Begin the address with / or with https://.")})
        if self.parent_id and self.parent.parent_id:
            raise ValidationError({"parent": _("The menu has two levels.")})
        if self.parent_id and self.pk and self.children.exists():
            raise ValidationError({"parent": _("The menu has two levels.")})


class ExternalLink(models.Model):
    """A site of another body, shown at the end of the home page."""

    title = models.CharField(_("title"), max_length=150)
    url = models.URLField(_("address"))
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.title
