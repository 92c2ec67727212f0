"""Registration of the front door with Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import BannerViewSet, NavigationViewSetGroup

register_snippet(BannerViewSet)


@hooks.register("register_admin_viewset")
def register_navigation():
    return NavigationViewSetGroup()


@hooks.register("insert_global_admin_css")
def portal_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
