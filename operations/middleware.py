"""Headers that tell browsers what this site may do.

Two content security policies by address, since Wagtail's choosers and date
pickers carry inline scripts without nonces: the strict one of
``CONTENT_SECURITY_POLICY`` for readers, a wider one below the admin's address.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

#: Nothing on the portal needs a device; nobody's embedded page gets one either.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class PolicyMiddleware:
    """Stands inside django-csp's middleware, which writes the header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(self.admin):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    @cached_property
    def admin(self) -> str:
        """The admin's address, wherever the URL configuration put it."""
        return reverse("wagtailadmin_home")
