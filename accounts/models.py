"""Who may sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account.

    Vietnamese names are written family name first: ``last_name`` holds the
    family and middle names, ``first_name`` the given name by which people are
    addressed and sorted. What a person may do follows from their memberships
    (``organisation.Membership``), never from this row.
    """

    last_name = models.CharField(_("family and middle names"), max_length=150, blank=True)
    first_name = models.CharField(_("given name"), max_length=150, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["first_name", "last_name"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        return f"{self.last_name} {self.first_name}".strip()
