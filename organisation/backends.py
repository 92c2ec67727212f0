"""Signing in, and what a signed-in person may do at this request."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

from .permissions import bring_groups_in_step


class MembershipBackend(ModelBackend):
    """Rights come from today's memberships, looked up anew at every request (R03).

    Who holds none today is signed out at the next request and cannot sign in;
    the account itself, and what it wrote, stays. Superusers need no membership.
    """

    def user_can_authenticate(self, user) -> bool:
        return super().user_can_authenticate(user) and (
            bring_groups_in_step(user) or user.is_superuser
        )

    def _get_user_permissions(self, user_obj):
        """Nothing is ever granted to a person alone."""
        return Permission.objects.none()
