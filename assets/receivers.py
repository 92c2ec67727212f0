"""Rules that hold however a file is saved or deleted."""

from django.db import models, transaction
from django.db.models.signals import post_delete, pre_delete, pre_save

from .access import FILE_MODELS
from .exceptions import UndeletableFile
from .fields import check_stored
from .models import Document, Image, Media
from .protection import check_change, reason_to_keep


def guard_save(
    instance: models.Model,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs,
) -> None:
    """A new file is checked, an old one keeps what was approved."""
    if raw:  # a fixture brings rows back as they were, their files beside them
        return
    names = {"file", "published_at", *type(instance).shown_fields}
    stored = (
        type(instance)._base_manager.filter(pk=instance.pk).values(*names).first()
        if instance.pk
        else None
    )
    if stored is None:
        check_stored(instance)
        _measure(instance)
        return
    check_change(instance, stored, set(update_fields) if update_fields is not None else None)
    # Set once, by the row's first publication, whatever an older copy in memory says.
    instance.published_at = stored["published_at"] or instance.published_at


def _measure(instance: models.Model) -> None:
    """Size and hash of a new file, which Wagtail's forms know and code would leave open.

    Wagtail fills them in when first asked for: in the middle of a reader's request.
    """
    if isinstance(instance, Image) and not instance.file_hash:
        instance._set_image_file_metadata()
    elif isinstance(instance, Document) and not instance.file_hash:
        instance._set_document_file_metadata()


def guard_delete(instance: models.Model, **kwargs) -> None:
    if reason := reason_to_keep(instance):
        raise UndeletableFile(reason, instance)


def delete_captions(instance: Media, **kwargs) -> None:
    """wagtailmedia deletes the other files of a medium with its row; captions are ours."""
    if instance.captions:
        transaction.on_commit(lambda: instance.captions.delete(save=False))


def connect() -> None:
    post_delete.connect(delete_captions, sender=Media, dispatch_uid="assets.delete_captions")
    for model in FILE_MODELS:
        pre_save.connect(guard_save, sender=model, dispatch_uid="assets.guard_save")
        pre_delete.connect(guard_delete, sender=model, dispatch_uid="assets.guard_delete")
