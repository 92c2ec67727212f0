"""The one way in for a file: of the allowed list, and what its name says it is.

Forms call it to show the refusal beside the field; the file fields of the models
call it again, so that no other way (the shell, an import) leads past it.
"""

import unicodedata
from collections.abc import Iterable
from typing import BinaryIO, cast

from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image as Pillow

from .exceptions import FileRefused
from .formats import MAX_PIXELS, MAX_SIZES, UPLOADS, Family, extension_of, extensions
from .inspection import check_content
from .pictures import CleanImage, clean_image


def accept(file: File, families: Iterable[Family], *, name: str = "") -> File:
    """Check ``file`` and return what is to be stored: of an image, a copy without metadata.

    :param name: its name, where ``file.name`` is not the one it came with.
    :raises FileRefused: in words that name the clause and what is allowed.
    """
    if isinstance(file, CleanImage):
        return file
    families = tuple(families)
    name = unicodedata.normalize("NFC", name or file.name or "")
    extension = extension_of(name)
    found = UPLOADS.get(extension)
    if found is None or found.family not in families:
        raise FileRefused(
            _(
                "Files of the type “%(extension)s” are not accepted here. Clause 7.1 of the "
                "regulation allows: %(allowed)s."
            )
            % {"extension": extension or name, "allowed": ", ".join(extensions(*families))},
            code="format",
        )
    if file.size > MAX_SIZES[found.family]:
        raise FileRefused(
            _("The file is too large (%(size)s). At most %(limit)s are accepted (clause 7.1).")
            % {
                "size": filesizeformat(file.size),
                "limit": filesizeformat(MAX_SIZES[found.family]),
            },
            code="size",
        )
    if found.family is Family.IMAGE:
        return clean_image(file, name)
    file.seek(0)
    check_content(cast(BinaryIO, file), extension)  # a File reads like what it wraps
    file.seek(0)
    return file


def limit_pixels() -> None:
    """Make Pillow itself refuse images above the limit, whoever opens them.

    It warns at its limit and refuses at twice its limit, hence the half.
    """
    Pillow.MAX_IMAGE_PIXELS = MAX_PIXELS // 2
