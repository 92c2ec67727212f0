from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssetsConfig(AppConfig):
    name = "assets"
    verbose_name = _("Images, documents and media")

    def ready(self) -> None:
        from . import receivers
        from .intake import limit_pixels

        receivers.connect()
        limit_pixels()
