"""``/sitemap.xml``: every public page and topic, with addresses of BASE_URL."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Q
from wagtail.models import Page, Site

from units.languages import public_versions
from units.listings import public_pages
from units.models import Topic


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


SITEMAPS = {"pages": PageSitemap, "topics": TopicSitemap}
