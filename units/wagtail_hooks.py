"""Registration of the units' pages with Wagtail's admin."""

from wagtail import hooks

from .viewsets import ListsViewSetGroup


@hooks.register("register_admin_viewset")
def register_lists():
    return ListsViewSetGroup()
