"""What search adds to the admin."""

from wagtail import hooks

from .viewsets import SynonymGroupViewSet


@hooks.register("register_admin_viewset")
def register_synonyms():
    return SynonymGroupViewSet("search_synonyms")
