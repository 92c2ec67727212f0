"""Which admin addresses a person may reach: objects that are not theirs do not exist.

Wagtail answers 403 or redirects with a message, which tells that there is
something. Here every admin address that carries the key of a page or of a
governed snippet is checked before its view runs.
"""

from django.contrib.admin.utils import unquote
from django.http import HttpRequest
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models
from wagtailmedia import get_permission_policy as media_policy

from organisation.models import Role
from organisation.people import holds

from .models import Governed
from .permissions import may_create_under, may_see, may_see_page

#: Keyword arguments of Wagtail's admin addresses that carry the key of a page.
PAGE_KEYS = ("page_id", "page_to_move_id", "destination_id", "root_page_id")
#: The same for files, with what says who may use them.
FILE_KEYS = {
    "image_id": image_policy,
    "document_id": document_policy,
    "media_id": media_policy(),
}


def may_reach(request: HttpRequest, args: tuple, kwargs: dict) -> bool:
    """Whether the signed-in person may reach the address that was resolved."""
    match, user = request.resolver_match, request.user
    if "wagtailadmin_api" in match.namespaces:
        return _may_use_api(match, kwargs, user)
    return _is_open(match, user) and _may_reach_objects(match, args, kwargs, user)


def _is_open(match, user) -> bool:
    """Translating is the translators'; what core shows of every unit's drafts is nobody's."""
    if match.route.startswith("admin/localize/"):
        return "/api/" not in match.route and holds(user, Role.TRANSLATOR)
    return not _chooses_governed(match.namespace)


def _may_reach_objects(match, args: tuple, kwargs: dict, user) -> bool:
    pages = [kwargs[key] for key in PAGE_KEYS if key in kwargs]
    if match.namespace == "wagtailadmin_pages":
        pages += args[:1]
        if match.url_name == "add" and not _may_create(kwargs, user):
            return False
    files = [(policy, kwargs[key]) for key, policy in FILE_KEYS.items() if key in kwargs]
    return (
        all(_may_see_page(pk, user) for pk in pages)
        and all(_may_use_file(policy, pk, user) for policy, pk in files)
        and ("pk" not in kwargs or _may_see_snippet(match.namespace, kwargs["pk"], user))
    )


def _may_use_api(match, kwargs: dict, user) -> bool:
    """Of core's admin API only pages are read; it knows neither turns nor units.

    Its actions write past the lock of a piece, its files are those of every unit.
    """
    if "pages" not in match.namespaces or match.url_name == "action":
        return False
    return "pk" not in kwargs or _may_see_page(kwargs["pk"], user)


def _chooses_governed(namespace: str) -> bool:
    """Core's chooser of snippets shows the drafts of every unit."""
    models = [model for model in get_snippet_models() if issubclass(model, Governed)]
    return namespace in {
        model.snippet_viewset.chooser_viewset.url_namespace
        for model in models
        if hasattr(model.snippet_viewset, "chooser_viewset")
    }


def _may_use_file(policy, pk, user) -> bool:
    """Files of a collection that is not theirs do not exist for a person."""
    file = policy.model.objects.filter(pk=pk).first()
    return file is not None and policy.user_has_any_permission_for_instance(
        user, ["choose", "change", "delete"], file
    )


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
