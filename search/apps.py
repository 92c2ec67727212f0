from django.apps import AppConfig
from django.core.signals import request_finished
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from . import queries, services

        request_finished.connect(queries.write_noted, dispatch_uid="search_queries")
        post_migrate.connect(services.forget_leftovers, sender=self)
