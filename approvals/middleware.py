"""One transaction for each write in the admin, and 404 for what is not yours."""

from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from .access import may_reach, refusal
from .exceptions import refusals_of_request

#: Where the admin stands: a stable address of the portal.
ADMIN = "/admin/"
#: Views of others that fail when a form lacks something: what they raise then, and what to
#: tell the person.
FAILURES: dict[tuple[str, type[Exception]], Promise] = {
    ("wagtailadmin_workflows:edit", IntegrityError): _(
        "Nothing was saved: a stage may stand in a chain once only. Please open the chain again"
        " and check its stages."
    ),
    ("wagtail_localize:upload_pofile", MultiValueDictKeyError): _(
        "Please choose the PO file to upload."
    ),
    ("wagtailredirects:process_import", KeyError): _(
        "Please begin by choosing the file to import."
    ),
}


class AdminTransactionMiddleware:
    """Runs every writing admin request in one transaction; reads run in none.

    A failure or a refusal rolls everything back, also where Wagtail turns the
    exception into a redirect; the refusal's own words are shown instead of its
    general ones.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"} or not _is_admin(request):
            return self.get_response(request)
        token = refusals_of_request.set([])
        try:
            with transaction.atomic():
                response = self.get_response(request)
                refusals = refusals_of_request.get() or []
                if response.status_code >= 500 or refusals:
                    transaction.set_rollback(True)
            if refusals:
                _show(request, refusals)
            return response
        finally:
            refusals_of_request.reset(token)

    def process_view(self, request, view_func, view_args, view_kwargs) -> HttpResponse | None:
        """Default deny, without saying whether the object exists (see ``access``)."""
        if not (_is_admin(request) and request.user.is_authenticated):
            return None
        if not may_reach(request, view_args, view_kwargs):
            raise Http404
        if request.method != "POST":
            return None
        why_not = refusal(request.resolver_match, view_kwargs, request.POST)
        return _refuse(request, why_not) if why_not else None

    def process_exception(self, request, exception: Exception) -> HttpResponse | None:
        """Words instead of a stack trace, for the failures of others that are known."""
        if not (_is_admin(request) and request.resolver_match):
            return None
        for (view_name, kind), text in FAILURES.items():
            if request.resolver_match.view_name == view_name and isinstance(exception, kind):
                if transaction.get_connection().in_atomic_block:
                    transaction.set_rollback(True)  # answered, but nothing of it may stay
                return _refuse(request, str(text))
        return None


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(ADMIN)


def _show(request: HttpRequest, refusals: list[str]) -> None:
    """Our words in place of Wagtail's general refusal."""
    list(messages.get_messages(request))
    for message in dict.fromkeys(refusals):
        messages.error(request, message)


def _refuse(request: HttpRequest, text: str) -> HttpResponse:
    """Back to where the person came from, with the reason."""
    messages.error(request, text)
    back = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect("wagtailadmin_home")
