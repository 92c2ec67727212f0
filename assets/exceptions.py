"""Refusals of this room: each says in words what was refused and what to do instead."""

from django.core.exceptions import ValidationError
from django.db import models


class FileRefused(ValidationError):
    """An upload that is not of the allowed list, or not what its name says it is."""


class FileProtected(Exception):
    """An operation on a file that must stay as it is.

    Deliberately no ``PermissionDenied``: Wagtail answers that one with "no access"
    and drops the words. ``assets.middleware`` turns this one into a message.
    """

    def __init__(self, message, file: models.Model):
        super().__init__(str(message))
        self.file = file


class FrozenFile(FileProtected):
    """A change of a file that readers see, or that somebody is approving."""


class UndeletableFile(FileProtected):
    """A deletion of a file that is, or once was, public."""
