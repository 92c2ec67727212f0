from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class OrganisationConfig(AppConfig):
    name = "organisation"
    verbose_name = _("Organisation")


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's people pages with our own forms in their place."""
