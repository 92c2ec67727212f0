"""File fields that let nothing in unchecked, whoever saves it and how."""

import posixpath
from collections.abc import Iterable

from django.core.files.base import File
from django.db.models import FileField, Model
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from wagtail.coreutils import string_to_ascii
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .exceptions import FrozenFile
from .formats import Family
from .intake import accept

#: Room for the folder and for the letters a storage adds to a name already taken.
_STEM_LENGTH = 60


def _stored_name(folder: str, name: str) -> str:
    """``folder/name`` with a name that any file system and any address can carry."""
    stem, extension = posixpath.splitext(string_to_ascii(name))
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in stem)
    return f"{folder}/{safe.strip('-.')[:_STEM_LENGTH] or 'tep'}{extension.lower()}"


def document_path(instance: Model, name: str) -> str:
    return _stored_name("documents", name)


def image_path(instance: Model, name: str) -> str:
    return _stored_name("original_images", name)


def media_path(instance: Model, name: str) -> str:
    return _stored_name("media", name)


def thumbnail_path(instance: Model, name: str) -> str:
    return _stored_name("media_thumbnails", name)


def captions_path(instance: Model, name: str) -> str:
    return _stored_name("media_captions", name)


class CheckedFile(FieldFile):
    """Bytes come in through ``intake.accept`` and stay as long as their medium does."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        if self.field.name == "file" and not self.instance._state.adding:
            raise FrozenFile(replacement_refused(self.instance), self.instance)
        content = accept(content, self.field.families_of(self.instance), name=name)
        # Saved in two steps, for the row's own check to know what has been through here.
        super().save(name, content, save=False)
        self.instance.checked_files = {*getattr(self.instance, "checked_files", ()), self.name}
        if save:
            self.instance.save()

    save.alters_data = True

    def delete(self, save: bool = True) -> None:
        """:raises FrozenFile: while the medium exists: its file goes with it, never before."""
        if self.instance.pk is not None:
            raise FrozenFile(_("A file is deleted together with its medium only."), self.instance)
        super().delete(save)

    delete.alters_data = True


class CheckedFileField(FileField):
    """A file of one of ``families``: names of ``formats.Family``."""

    attr_class = CheckedFile

    def __init__(self, *args, families: Iterable[str] = (), **kwargs):
        self.families = tuple(families)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "families": list(self.families)}

    def families_of(self, instance: Model) -> tuple[Family, ...]:
        """Families of this field, narrowed to the ``type`` a medium says it has."""
        families = tuple(Family(family) for family in self.families)
        stated = getattr(instance, "type", "")
        return tuple(f for f in families if f == stated) or families


class CheckedImageFile(CheckedFile, WagtailImageFieldFile):
    def get_image_dimensions(self) -> tuple[int, int]:
        """Asked as soon as a file is assigned: what is measured is what will be stored."""
        if not self._committed:
            families = self.field.families_of(self.instance)
            self.file = accept(self.file, families, name=self.name or "")
        return super().get_image_dimensions()


class CheckedImageField(WagtailImageField):
    attr_class = CheckedImageFile

    def families_of(self, instance: Model) -> tuple[Family, ...]:
        return (Family.IMAGE,)


def check_stored(instance: Model) -> None:
    """Check files that the row of a new medium names, but that never came through its fields.

    :raises FileRefused: see ``intake.accept``.
    """
    for field in instance._meta.concrete_fields:
        if isinstance(field, CheckedFileField | CheckedImageField):
            file = getattr(instance, field.name)
            known = getattr(instance, "checked_files", ())
            if file and file._committed and file.name not in known:
                accept(file.file, field.families_of(instance), name=file.name)


def replacement_refused(medium: Model) -> str:
    return _(
        "The file of “%(title)s” cannot be replaced: people may have approved it as it is. Please "
        "upload the new file as a new medium and choose it in the piece."
    ) % {"title": medium.title}
