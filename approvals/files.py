"""Files of pieces in a chain stay as the approvers saw them."""

from django.db import models
from django.utils.translation import gettext as _

from assets.access import files_of

from .models.piece import Piece

#: While a piece stands here, somebody has approved or is reading what it shows.
IN_CHAIN = (Piece.State.IN_REVIEW, Piece.State.RETURNED, Piece.State.SCHEDULED)


def tag(file: models.Model) -> str:
    """How ``Piece.files`` names a file: delimited, so that no key is found within another."""
    return f" {file._meta.model_name}:{file.pk} "


def tags_of(piece) -> str:
    """Every file the content of ``piece`` refers to, for ``Piece.files``."""
    return "".join(sorted(tag(file) for file in files_of(piece)))


def in_a_chain(file: models.Model) -> str | None:
    """Why ``file`` must neither change nor be deleted now; None if it may."""
    piece = Piece.objects.filter(state__in=IN_CHAIN, files__contains=tag(file)).first()
    if piece is None:
        return None
    return _(
        "“%(file)s” belongs to “%(piece)s”, which is being approved. It stays as the approvers"
        " saw it; return the piece first, or use another file."
    ) % {"file": file, "piece": piece}
