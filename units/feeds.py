"""RSS of articles, with absolute addresses of BASE_URL."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from organisation.models import PortalSettings

from . import languages, models

FEED_LENGTH = 30


class ArticleFeed(Feed):
    """The newest of ``queryset``; ``title`` and ``path`` are those of the list it belongs to."""

    def __init__(self, *, title: str, path: str, queryset: QuerySet):
        self.language = get_language()
        self.list_title = title
        self.path = path
        self.queryset = queryset

    def get_object(self, request: HttpRequest, *args, **kwargs) -> PortalSettings:
        self.feed_url = f"{settings.BASE_URL}{request.path}"
        self.request = request
        return PortalSettings.load(request_or_site=request)

    def title(self, portal: PortalSettings) -> str:
        return " - ".join(filter(None, [self.list_title, portal.text("short_name")]))

    def link(self) -> str:
        return f"{settings.BASE_URL}{self.path}"

    def description(self, portal: PortalSettings) -> str:
        return portal.text("site_title")

    def feed_copyright(self, portal: PortalSettings) -> str:
        return portal.text("copyright")

    def items(self) -> Iterable:
        return self.queryset.select_related("author", "locale").prefetch_related("topics")[
            :FEED_LENGTH
        ]

    def item_title(self, item: "models.ArticlePage") -> str:
        return item.title

    def item_description(self, item: "models.ArticlePage") -> str:
        return item.lead

    def item_link(self, item: "models.ArticlePage") -> str:
        return f"{settings.BASE_URL}{item.get_url(self.request)}"

    def item_guid(self, item: "models.ArticlePage") -> str:
        return f"urn:uuid:{item.translation_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: "models.ArticlePage") -> dt.datetime:
        return item.first_published_at

    def item_updateddate(self, item: "models.ArticlePage") -> dt.datetime:
        return item.last_published_at

    def item_author_name(self, item: "models.ArticlePage") -> str:
        return ", ".join(filter(None, [languages.writer_of(item), item.unit.shown_name]))

    def item_categories(self, item: "models.ArticlePage") -> list[str]:
        return [topic.name for topic in item.topics.all()]
