"""Registration of the front door with Wagtail's admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import BannerViewSet, NavigationViewSetGroup

register_snippet(BannerViewSet)


@hooks.register("register_admin_viewset")
def register_navigation():
    return NavigationViewSetGroup()
