from django.contrib.auth.backends import ModelBackend


class MembershipBackend(ModelBackend):
    """Signs people in; what they may do follows from their memberships of today."""
