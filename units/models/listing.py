"""What pages with a list of articles have in common."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from .. import feeds, listings
from .articles import ArticlePage


class ListsArticles(RoutablePageMixin):
    """A page with a list of articles, in pages of their own, and its feed at ``rss/``."""

    def listed(self) -> QuerySet[ArticlePage]:
        """Every public article of this list, newest first."""
        raise NotImplementedError

    @path("rss/")
    def rss(self, request: HttpRequest) -> HttpResponse:
        feed = feeds.ArticleFeed(
            title=self.title, path=self.get_url(request), queryset=self.listed()
        )
        return feed(request)

    def articles_context(self, request: HttpRequest, found: QuerySet[ArticlePage]) -> dict:
        """The page of the list that the address asks for, and the address of the feed."""
        return {
            "articles": listings.page_of(listings.with_images(found), request),
            "feed_path": self.get_url(request) + "rss/",
        }
