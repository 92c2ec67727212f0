from django.apps import AppConfig
from django.core.signals import request_finished
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from wagtail.signals import page_published, post_page_move

        from . import pages, queries, services

        request_finished.connect(queries.write_noted, dispatch_uid="search_queries")
        for signal in (page_published, post_page_move):
            signal.connect(pages.follow_page, dispatch_uid="search_pages")
        post_migrate.connect(services.forget_leftovers, sender=self)
