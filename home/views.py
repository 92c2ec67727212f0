"""Addresses that machines ask for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

SITEMAP_NAMES = ("sitemap", "sitemap_news", "sitemap_images")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "Disallow: /tim-kiem/",
        *(f"Sitemap: {settings.BASE_URL}{reverse(name)}" for name in SITEMAP_NAMES),
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class Favicon(RedirectView):
    """For programs that ask for ``/favicon.ico`` without reading the page."""

    def get_redirect_url(self, *args, **kwargs) -> str:
        return static("img/favicon.png")
