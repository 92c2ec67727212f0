"""Signing in and out leaves a trace in the audit trail.

An attempt under a name that no account has is counted in the server's log
without the name: people now and then type their password there.
"""

import logging

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from wagtail.log_actions import log

from .models import User

logger = logging.getLogger("accounts")


def log_in(sender, user: User, **kwargs) -> None:
    log(instance=user, action="accounts.log_in", user=user)


def log_out(sender, user: User | None, **kwargs) -> None:
    if user is not None:
        log(instance=user, action="accounts.log_out", user=user)


def log_in_failed(sender, credentials: dict, **kwargs) -> None:
    user = User.objects.filter(username=credentials.get(User.USERNAME_FIELD, "")).first()
    if user is None:
        logger.warning("A log-in failed: no account has that name.")
    else:
        log(instance=user, action="accounts.log_in_failed")


def connect() -> None:
    """Listen to Django's signals; called once when the application is ready."""
    user_logged_in.connect(log_in)
    user_logged_out.connect(log_out)
    user_login_failed.connect(log_in_failed)
