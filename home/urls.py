"""Addresses outside the page tree, the same in every language."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from . import views
from .sitemaps import SITEMAPS, ImageSitemap, NewsSitemap

urlpatterns = [
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-news.xml",
        sitemap,
        {"sitemaps": {"news": NewsSitemap}, "template_name": "home/sitemap_news.xml"},
        name="sitemap_news",
    ),
    path(
        "sitemap-images.xml",
        sitemap,
        {"sitemaps": {"images": ImageSitemap}, "template_name": "home/sitemap_images.xml"},
        name="sitemap_images",
    ),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.Favicon.as_view(), name="favicon"),
]
