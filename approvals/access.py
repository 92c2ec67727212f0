"""Which admin addresses a person may reach: objects that are not theirs do not exist.

Wagtail answers 403 or redirects with a message, which tells that there is
something. Here every admin address that carries the key of a page or of a
governed snippet is checked before its view runs.
"""

from django.contrib.admin.utils import unquote
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from .models import Governed
from .permissions import may_create_under, may_see, may_see_page

#: Keyword arguments of Wagtail's admin addresses that carry the key of a page.
PAGE_KEYS = ("page_id", "page_to_move_id", "destination_id", "root_page_id")
PARENT_KEYS = ("parent_page_id", "parent_id")


def may_reach(request: HttpRequest, kwargs: dict) -> bool:
    """Whether the signed-in person may reach the address that was resolved."""
    match = request.resolver_match
    for key in PAGE_KEYS:
        if key in kwargs and not _may_see_page(kwargs[key], request.user):
            return False
    if match.namespace == "wagtailadmin_pages" and match.url_name == "add":
        return _may_create(kwargs, request.user)
    if match.namespace.startswith("wagtailsnippets_") and "pk" in kwargs:
        return _may_see_snippet(match.namespace, kwargs["pk"], request.user)
    return True


def _may_see_page(pk, user) -> bool:
    page = Page.objects.filter(pk=pk).first()
    return page is not None and (page.depth == 1 or may_see_page(page, user))


def _may_create(kwargs: dict, user) -> bool:
    parent = Page.objects.filter(pk=kwargs.get("parent_page_id")).first()
    return parent is not None and may_create_under(parent.specific, user)


def _may_see_snippet(namespace: str, pk: str, user) -> bool:
    for model in get_snippet_models():
        if namespace == model.snippet_viewset.url_namespace and issubclass(model, Governed):
            piece = model._base_manager.filter(pk=unquote(str(pk))).first()
            return piece is not None and may_see(piece, user)
    return True
