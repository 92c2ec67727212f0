from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        from . import audit, housekeeping, triggers  # noqa: F401 (housekeeping registers jobs)

        pre_migrate.connect(triggers.step_aside, sender=self)
        post_migrate.connect(triggers.come_back, sender=self)
        for log_entry in audit.MIRRORED:
            post_save.connect(audit.mirror, sender=log_entry, dispatch_uid=f"audit_{log_entry}")
        # A room's jobs.py and checks of health are found by their names.
        autodiscover_modules("jobs", "doctor")
