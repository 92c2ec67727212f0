"""``/sitemap.xml``: every public page and topic; news of two days and images have maps of
their own. All addresses are those of BASE_URL."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site

from units.languages import public_versions
from units.listings import LEAD_RENDITIONS, public_pages, with_images
from units.models import ArticlePage, Topic
from units.templatetags.portal_tags import absolute

from .galleries import LARGEST
from .models import PhotoAlbumPage

LARGE_LEAD = LEAD_RENDITIONS[-1]


class PortalSitemap(Sitemap):
    """Absolute addresses follow BASE_URL, whatever host the request came by."""

    protocol = urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.BASE_URL).netloc


class PageSitemap(PortalSitemap):
    def items(self):
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        if site is None:
            return Page.objects.none()
        trees = Q()
        for home in public_versions(site.root_page):
            trees |= Q(path__startswith=home.path)
        return public_pages().filter(trees).order_by("path") if trees else Page.objects.none()

    def location(self, page: Page) -> str:
        return page.get_url()

    def lastmod(self, page: Page):
        return page.last_published_at


class TopicSitemap(PortalSitemap):
    def items(self):
        return Topic.objects.all()


class NewsSitemap(PortalSitemap):
    """What search engines take for news: articles of the last two days, a thousand at most."""

    limit, recent = 1000, dt.timedelta(days=2)

    def items(self):
        since = timezone.now() - self.recent
        found = ArticlePage.objects.public().filter(first_published_at__gte=since)
        return found.select_related("locale").order_by("-first_published_at")[: self.limit]

    def location(self, page: ArticlePage) -> str:
        return page.get_url()


class ImageSitemap(PortalSitemap):
    """Main images of the newest articles, and the photos of the newest albums."""

    newest_articles, newest_albums = 500, 50

    def items(self) -> list:
        articles = ArticlePage.objects.public().filter(main_image__isnull=False)
        articles = articles.defer_streamfields().order_by("-first_published_at")
        albums = PhotoAlbumPage.objects.public().order_by("-first_published_at")
        shown = []
        for page in with_images(articles, LARGE_LEAD)[: self.newest_articles]:
            page.images = addresses([page.main_image], LARGE_LEAD)
            shown.append(page)
        for page in albums[: self.newest_albums]:
            page.images = addresses([row["image"] for row in page.shown_photos], LARGEST)
            shown.append(page)
        return shown

    def location(self, page: Page) -> str:
        return page.get_url()


def addresses(images: list, rendition: str) -> list[str]:
    """Addresses of what readers have been shown; a map of the site draws nothing anew."""
    return [
        absolute(drawn.url)
        for image in images
        for drawn in image.prefetched_renditions
        if drawn.filter_spec == rendition
    ]


SITEMAPS = {"pages": PageSitemap, "topics": TopicSitemap}
