from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class OrganisationConfig(AppConfig):
    name = "organisation"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        from assets.access import register_public_model

        from .collation import teach_sqlite
        from .permissions import grant_roles

        register_public_model("organisation.PortalSettings")

        connection_created.connect(teach_sqlite, dispatch_uid="organisation.teach_sqlite")
        post_migrate.connect(
            lambda sender, **kwargs: grant_roles(sender),
            dispatch_uid="organisation.grant_roles",
            weak=False,
        )


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's people pages with our own forms in their place."""

    user_viewset = "organisation.viewsets.PersonViewSet"
    group_viewset = "organisation.viewsets.NoGroupViewSet"
