"""Files that must stay as they are: shown now, being approved, or public once.

The bytes of a file never change after its upload: what somebody approved by
reference would otherwise become something else. A new file is a new medium and
a new approval.
"""

from collections.abc import Callable

from django.db import models
from django.utils.translation import gettext as _

from .access import is_public
from .exceptions import FrozenFile
from .fields import replacement_refused

#: Asked about a file; answers why it must stay, in words for the person, or None.
Guard = Callable[[models.Model], str | None]

_deletion_guards: list[Guard] = []
_change_guards: list[Guard] = []


def register_deletion_guard(guard: Guard) -> None:
    """Let a room above forbid the deletion of files that its pieces need as proof."""
    if guard not in _deletion_guards:
        _deletion_guards.append(guard)


def register_change_guard(guard: Guard) -> None:
    """Let a room above forbid changes of files, for instance while a piece is being approved."""
    if guard not in _change_guards:
        _change_guards.append(guard)


def reason_to_keep(file: models.Model) -> str | None:
    """Why ``file`` must not be deleted; None if it may be."""
    # Asked of the row: a copy in memory may be older than its publication.
    once_public = type(file)._base_manager.filter(pk=file.pk, published_at__isnull=False)
    if once_public.exists() or is_public(file):
        return _(
            "“%(title)s” is or was public and is kept as proof of what was published. It can "
            "no longer be deleted; withdraw the piece that shows it instead."
        ) % {"title": file.title}
    return _first_answer(_deletion_guards, file)


def reason_to_freeze(file: models.Model, *, title: str = "") -> str | None:
    """Why what readers see of ``file`` must not change; None if it may.

    :param title: the title to call it by, where ``file`` bears a new one already.
    """
    if is_public(file):
        return _(
            "“%(title)s” is shown on the portal and cannot be changed. Please upload it as a new "
            "file, and submit the piece that shows it for approval again."
        ) % {"title": title or file.title}
    return _first_answer(_change_guards, file)


def _first_answer(guards: list[Guard], file: models.Model) -> str | None:
    return next((answer for guard in guards if (answer := guard(file))), None)


def check_change(file: models.Model, stored: dict, update_fields: set[str] | None) -> None:
    """Compare ``file``, about to be saved, with its row.

    :param stored: the row, by field name.
    :param update_fields: the fields that will be written; None for all.
    :raises FrozenFile: if its bytes, or while it is frozen what readers see, would change.
    """
    names = {"file", *type(file).shown_fields}
    if update_fields is not None:
        names &= update_fields
    changed = {name for name in names if _value(file, name) != stored[name]}
    if "file" in changed:
        raise FrozenFile(replacement_refused(file), file)
    if changed and (reason := reason_to_freeze(file, title=stored["title"])):
        raise FrozenFile(reason, file)


def _value(file: models.Model, name: str):
    """The value as its column has it; None for a file that is not stored yet."""
    value = getattr(file, name)
    if not isinstance(file._meta.get_field(name), models.FileField):
        return value
    return (value.name or "") if value._committed else None
