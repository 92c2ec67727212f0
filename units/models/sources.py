"""Sources whose articles may be reprinted whole (art. 7.3, R54). The office keeps the list."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReprintSourceQuerySet(models.QuerySet):
    def valid(self, on=None):
        """Sources whose agreement runs on day ``on`` (today), the last day included."""
        on = on or timezone.localdate()
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))

    def covering(self, address: str):
        """Valid sources of the site that ``address`` belongs to."""
        host = urlsplit(address).hostname
        known = [s.pk for s in self.valid() if host and urlsplit(s.url).hostname == host]
        return self.filter(pk__in=known)


class ReprintSource(models.Model):
    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("address"))
    agreement = models.CharField(_("agreement"), max_length=200, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = ReprintSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source for reprints")
        verbose_name_plural = _("sources for reprints")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
