"""Rules under which a chain may begin: pure checks, each naming its clause."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assets.access import files_of
from assets.models import Image

#: What a contributor declares at submission (art. 6.1, 7.3; R29).
DECLARATION = _(
    "I declare that the facts have been checked, that the competent authority has confirmed"
    " the information, and that it contains no state secret (art. 6.1, 7.3)."
)


@dataclass(frozen=True)
class Violation:
    """A broken rule: the field it is shown beside (empty: the whole piece) and what to do."""

    field: str
    message: str | Promise


DECLARATION_MISSING = Violation(
    "declaration",
    _("Tick the declaration before you submit: the contributor answers for it (art. 6.1)."),
)


def violations_of(piece, *, declared: bool) -> Iterable[Violation]:
    """Every rule that ``piece`` breaks as it is in memory."""
    if not declared:
        yield DECLARATION_MISSING
    yield from images_without_text(piece)
    yield from piece.submission_violations()


def images_without_text(piece) -> Iterable[Violation]:
    """Every image says in words what it shows, for readers who do not see it (R26)."""
    for file in files_of(piece):
        if isinstance(file, Image) and not file.description.strip():
            yield Violation(
                "",
                _(
                    "The image “%(image)s” has no alternative text. Describe in the image's form"
                    " what it shows (art. 5.5a, accessibility)."
                )
                % {"image": file.title},
            )
