from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        from . import triggers

        pre_migrate.connect(triggers.step_aside, sender=self)
        post_migrate.connect(triggers.come_back, sender=self)
