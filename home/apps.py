from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from . import renditions, search
        from .front_blocks import register_all

        register_all()
        search.register_all()
        renditions.connect()
