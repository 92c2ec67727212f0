from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = _("Units' pages")

    def ready(self) -> None:
        from organisation import lives  # noqa: PLC0415 (models must be loaded first)

        from .front_blocks import register_all  # noqa: PLC0415 (as above)
        from .lives import UnitPages  # noqa: PLC0415 (as above)

        register_all()
        lives.register(UnitPages())
