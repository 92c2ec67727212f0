"""Refusals of this room become a message in the admin, never a stack trace."""

from collections.abc import Callable

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from wagtail.admin import messages

from .exceptions import FileProtected, FileRefused
from .models import Document, Image, Media

#: Where a file is edited, and why it must stay is best read.
_EDIT_VIEWS: dict[type[models.Model], str] = {
    Image: "wagtailimages:edit",
    Document: "wagtaildocs:edit",
    Media: "wagtailmedia:edit",
}


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
        # No query may be made here: the transaction has ended.
        if isinstance(exception, FileProtected):
            view = _EDIT_VIEWS[type(exception.file)]
            return HttpResponseRedirect(reverse(view, args=[exception.file.pk]))
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
