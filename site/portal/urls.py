"""Addresses of the portal. Vietnamese at the root, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from assets.views import serve_document, serve_media
from operations.views import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", include("accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    # In front of Wagtail's view of the same address, whose name links are made with.
    path("documents/<int:document_id>/<path:name>", serve_document),
    path("documents/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", serve_media, name="media"),
    path("", include("home.urls")),
]
urlpatterns += i18n_patterns(
    path("", include("units.urls")),
    path("", include("search.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
