"""Operations on accounts: done in one transaction, logged."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.log_actions import log

from .models import User


@transaction.atomic
def create_account(user: User, *, by: User | None) -> User:
    """Save a new account; its owner chooses the password by a link sent after commit.

    Until then the password is a random one that nobody has seen, so that the link
    "forgotten password" serves when the first one has expired.
    """
    user.set_password(get_random_string(64))
    user.save()
    log(instance=user, action="accounts.create", user=by, content_changed=True)
    transaction.on_commit(lambda: invite(user))
    return user


@transaction.atomic
def change_account(user: User, *, changed: Iterable[str], by: User | None) -> User:
    """Save a changed account; the trail names the fields of ``changed``, not their contents."""
    user.save()
    if fields := sorted(changed):
        log(
            instance=user,
            action="accounts.edit",
            user=by,
            content_changed=True,
            data={"fields": fields},
        )
    return user


def invite(user: User) -> None:
    """Send ``user`` the link by which they choose a password."""
    path = reverse(
        "wagtailadmin_password_reset_confirm",
        args=(
            urlsafe_base64_encode(force_bytes(user.pk)),
            default_token_generator.make_token(user),
        ),
    )
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(
            "accounts/invitation.txt",
            {
                "person": user,
                "link": f"{settings.BASE_URL}{path}",
                "again": f"{settings.BASE_URL}{reverse('wagtailadmin_password_reset')}",
                "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
            },
        )
        subject = translation.gettext("Your account on the portal")
    send_mail(subject, text, None, [user.email])
