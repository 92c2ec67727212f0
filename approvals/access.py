"""Which admin addresses a person may reach: objects that are not theirs do not exist.

Wagtail answers 403 or redirects with a message, which tells that there is
something. Here every admin address that carries the key of a page or of a
governed snippet is checked before its view runs.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page, PreviewableMixin, Task, Workflow, WorkflowState
from wagtail.snippets.models import get_snippet_models
from wagtailmedia import get_permission_policy as media_policy

from organisation.models import Role
from organisation.people import holds

from .models import Chain, Governed
from .permissions import OVERSEERS, may_create_under, may_see, may_see_page, pages_seen_by
from .translation import parent_to_translate_first

#: Keyword arguments of Wagtail's admin addresses that carry the key of a page.
PAGE_KEYS = ("page_id", "page_to_move_id", "destination_id", "root_page_id")
#: The same for files, with what says who may use them.
FILE_KEYS = {
    "image_id": image_policy,
    "document_id": document_policy,
    "doc_id": document_policy,
    "media_id": media_policy(),
}
#: Core's choosers answer for whatever key they are asked, by namespace.
FILE_CHOOSERS = {
    "wagtailimages_chooser": image_policy,
    "wagtaildocs_chooser": document_policy,
}
#: What core opens to everybody in the admin, by the name of the address or its namespace
#: (the name counts first): which roles have a use for it. Superusers have.
READERS: dict[str, tuple[Role, ...]] = {
    "wagtailadmin_reports:site_history": (Role.NETWORK_ADMIN, Role.OFFICE),
    "wagtailadmin_reports:site_history_results": (Role.NETWORK_ADMIN, Role.OFFICE),
    "wagtailadmin_reports": OVERSEERS,
    "wagtailadmin_workflows": (Role.OFFICE,),
    "wagtailsearchpromotions": (Role.EDITORIAL, Role.OFFICE),
}
#: Core's way to make the server fail on purpose: nobody's, superusers included.
NOBODYS = ("wagtailadmin_error_test",)
#: Nothing but its stage locks a piece (``GovernanceLock``); core lets a superuser do it.
LOCKS = ("lock", "unlock")
#: Views of a snippet that fail where its class has nothing to draw a preview with.
PREVIEWS = ("preview_on_add", "preview_on_edit", "revisions_view", "workflow_preview")


def may_reach(request: HttpRequest, args: tuple, kwargs: dict) -> bool:
    """Whether the signed-in person may reach the address that was resolved."""
    match, user = request.resolver_match, request.user
    if "wagtailadmin_api" in match.namespaces:
        return _may_use_api(match)
    return (
        is_open(match, user)
        and _may_reach_objects(match, args, kwargs, user)
        and _may_reach_listed(match, kwargs, request.GET.getlist("id"), user)
    )


def is_open(match, user) -> bool:
    """Whether the person has a use for the view of ``match``, whatever it is asked for."""
    if match.route.startswith("admin/localize/"):
        return "/api/" not in match.route and holds(user, Role.TRANSLATOR)
    if match.view_name in NOBODYS or _chooses_governed(match.namespace):
        return False
    snippet = _snippet_model(match.namespace)
    if match.url_name in PREVIEWS and not _can_be_previewed(snippet):
        return False
    if match.url_name in LOCKS and snippet and issubclass(snippet, Governed):
        return False
    readers = READERS.get(match.view_name, READERS.get(match.namespace))
    return readers is None or user.is_superuser or holds(user, *readers)


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
        and ("pk" not in kwargs or _may_see_keyed(match.namespace, kwargs["pk"], user))
    )


def _may_reach_listed(match, kwargs: dict, keys: list[str], user) -> bool:
    """Bulk actions and choosers name what they were given, whoever asks.

    ``id=all`` stands for everything there is: it is for those who see every unit.
    """
    policy = FILE_CHOOSERS.get(match.namespace)
    if match.url_name == "wagtail_bulk_action":
        model = _model_named(kwargs["app_label"], kwargs["model_name"])
    elif match.url_name == "wagtailadmin_choose_page_chosen_multiple":
        model = Page
    elif match.url_name == "chosen_multiple" and policy:
        model = policy.model
    else:
        return True
    if "all" in keys:
        return user.is_superuser or holds(user, *OVERSEERS)
    return all(key.isdecimal() for key in keys) and _may_see_rows(model, set(keys), user)


def _model_named(app_label: str, model_name: str) -> type | None:
    try:
        return apps.get_model(app_label, model_name)
    except LookupError:
        return None


def _may_see_rows(model: type | None, keys: Iterable[str], user) -> bool:
    if model is Page:
        seen = Page.objects.filter(pages_seen_by(user), pk__in=keys)
        return seen.count() == len(set(keys))
    for policy in FILE_KEYS.values():
        if policy.model is model:
            return all(_may_use_file(policy, key, user) for key in keys)
    if model is not None and issubclass(model, Governed):
        return all(may_see(piece, user) for piece in model._base_manager.filter(pk__in=keys))
    return True


def _may_use_api(match) -> bool:
    """Of core's admin API only pages are read, those that the explorer shows (``pages_seen_by``).

    Its actions write past the lock of a piece, its files are those of every unit.
    """
    return "pages" in match.namespaces and match.url_name != "action"


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


def _may_see_keyed(namespace: str, pk: str, user) -> bool:
    key = unquote(str(pk))
    if namespace in FILE_CHOOSERS:
        return _may_use_file(FILE_CHOOSERS[namespace], key, user)
    model = _snippet_model(namespace)
    if model is None or not issubclass(model, Governed):
        return True
    piece = model._base_manager.filter(pk=key).first()
    return piece is not None and may_see(piece, user)


def _can_be_previewed(model: type | None) -> bool:
    return model is None or (
        model.serve_preview is not PreviewableMixin.serve_preview
        or model.get_preview_template is not PreviewableMixin.get_preview_template
    )


def _snippet_model(namespace: str) -> type | None:
    """The model whose snippet pages have this namespace."""
    models = get_snippet_models()
    return next((m for m in models if m.snippet_viewset.url_namespace == namespace), None)


def refusal(match, kwargs: dict, posted: QueryDict) -> str:
    """Why what is posted must not be done, in words; empty if it may."""
    if match.view_name == "wagtail_localize:submit_page_translation":
        page = Page.objects.get(pk=kwargs["page_id"])  # it exists: it may be reached
        if parent := parent_to_translate_first(page, posted.getlist("locales")):
            return _("Please translate “%(parent)s” first; then this page can be translated.") % {
                "parent": parent.title
            }
    return _refusal_of_chain(match, kwargs)


def _refusal_of_chain(match, kwargs: dict) -> str:
    """Chains are the office's data, but they stay whole while they are used.

    Content of a kind without its chain, or without one of its stages, could
    never be published in order (art. 5.4b).
    """
    if match.view_name == "wagtailadmin_workflows:disable":
        workflow = Workflow.objects.filter(pk=kwargs["pk"], chains__isnull=False).first()
        if workflow:
            return _("The chain “%(chain)s” is in use and cannot be switched off.") % {
                "chain": workflow
            }
    if match.view_name == "wagtailadmin_workflows:disable_task":
        chain = Chain.objects.filter(workflow__workflow_tasks__task=kwargs["pk"]).first()
        if chain:
            return _(
                "The stage “%(stage)s” is part of the chain “%(chain)s”, which is in use."
                " It cannot be switched off."
            ) % {"stage": Task.objects.get(pk=kwargs["pk"]), "chain": chain.workflow}
    if match.view_name == "wagtailadmin_workflows:edit":
        # A returned piece counts: it goes on at a stage of the chain it began.
        under_way = WorkflowState.objects.active().filter(
            workflow=kwargs["pk"], workflow__in=Chain.objects.values("workflow")
        )
        if count := under_way.count():
            return _(
                "%(count)d pieces are on their way through this chain. Please change its stages"
                " when they have arrived or are taken back."
            ) % {"count": count}
    return ""
