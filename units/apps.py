from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = _("Units' pages")

    def ready(self) -> None:
        from organisation import lives

        from . import search
        from .front_blocks import register_all
        from .lives import UnitPages

        register_all()
        lives.register(UnitPages())
        search.register_all()
