"""One transaction for each write in the admin, and 404 for what is not yours."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from .access import may_reach
from .exceptions import refusals_of_request

#: Where the admin stands: a stable address of the portal.
ADMIN = "/admin/"


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

    def process_view(self, request, view_func, view_args, view_kwargs) -> None:
        """Default deny, without saying whether the object exists (see ``access``)."""
        signed_in = _is_admin(request) and request.user.is_authenticated
        if signed_in and not may_reach(request, view_args, view_kwargs):
            raise Http404


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(ADMIN)


def _show(request: HttpRequest, refusals: list[str]) -> None:
    """Our words in place of Wagtail's general refusal."""
    list(messages.get_messages(request))
    for message in dict.fromkeys(refusals):
        messages.error(request, message)
