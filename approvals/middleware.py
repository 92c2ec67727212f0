"""One transaction for each write in the admin, and 404 for what is not yours."""

from collections.abc import Callable
from contextvars import ContextVar

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

_refusals: ContextVar[list[str] | None] = ContextVar("refusals", default=None)


def note_refusal(message: str) -> None:
    """Remember that the request under way was refused: Wagtail swallows the exception."""
    refusals = _refusals.get()
    if refusals is not None:
        refusals.append(message)


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
        token = _refusals.set([])
        try:
            with transaction.atomic():
                response = self.get_response(request)
                refusals = _refusals.get() or []
                if response.status_code >= 500 or refusals:
                    transaction.set_rollback(True)
            if refusals:
                _show(request, refusals)
            return response
        finally:
            _refusals.reset(token)

    def process_view(self, request, view_func, view_args, view_kwargs) -> None:
        """Default deny, without saying whether the object exists (see ``access``)."""
        if _is_admin(request) and request.user.is_authenticated:
            from .access import may_reach

            if not may_reach(request, view_kwargs):
                raise Http404


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _show(request: HttpRequest, refusals: list[str]) -> None:
    """Our words in place of Wagtail's general refusal."""
    list(messages.get_messages(request))
    for message in dict.fromkeys(refusals):
        messages.error(request, message)
