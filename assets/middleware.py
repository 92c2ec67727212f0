"""Refusals of this room become a message in the admin, never a stack trace."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from .exceptions import FileProtected, FileRefused


class RefusedFileMiddleware:
    """Answers for views that let a refusal through: Wagtail's deletions, single and in bulk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, FileProtected | FileRefused):
            return None
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)  # answered, but nothing of it may stay
        text = (
            str(exception) if isinstance(exception, FileProtected) else " ".join(exception.messages)
        )
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": text}, status=409)
        messages.error(request, text)
        file = getattr(exception, "file", None)
        address = AdminURLFinder(request.user).get_edit_url(file) if file else None
        return HttpResponseRedirect(address or reverse("wagtailadmin_home"))
