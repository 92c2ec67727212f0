"""Stored files by their address: what readers may see, and no more."""

from collections.abc import Callable

from django.db import models
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from .access import is_public, may_fetch_unpublished
from .models import Document, Image, Media, Rendition
from .serving import serve_file


def _rendition(path: str) -> tuple[models.Model, FieldFile] | None:
    rendition = Rendition.objects.select_related("image").filter(file=path).first()
    return rendition and (rendition.image, rendition.file)


def _original(path: str) -> tuple[models.Model, FieldFile] | None:
    image = Image.objects.filter(file=path).first()
    return image and (image, image.file)


def _media(path: str) -> tuple[models.Model, FieldFile] | None:
    media = Media.objects.filter(file=path).first()
    return media and (media, media.file)


def _thumbnail(path: str) -> tuple[models.Model, FieldFile] | None:
    media = Media.objects.filter(thumbnail=path).first()
    return media and (media, media.thumbnail)


def _captions(path: str) -> tuple[models.Model, FieldFile] | None:
    media = Media.objects.filter(captions=path).first()
    return media and (media, media.captions)


#: The folder a path starts with -> how to find the file, and whether readers may ever
#: fetch it. Originals carry more than what was approved to be shown, so they are for
#: staff. Documents are absent: their only address is /documents/<id>/<name>.
FOLDERS: dict[str, tuple[Callable[[str], tuple[models.Model, FieldFile] | None], bool]] = {
    "images": (_rendition, True),
    "original_images": (_original, False),
    "media": (_media, True),
    "media_thumbnails": (_thumbnail, True),
    "media_captions": (_captions, True),
}


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """``/media/<path>``: 404 alike for what is missing, malformed or not to be seen."""
    find, for_readers = FOLDERS.get(path.partition("/")[0], (None, False))
    # Paths are only ever compared with stored names; one no storage would give is not asked for.
    if find is None or "\0" in path or ".." in path or "\\" in path:
        raise Http404
    found = find(path)
    if found is None:
        raise Http404
    owner, file = found
    public = for_readers and is_public(owner)
    if not public and not may_fetch_unpublished(request.user, owner):
        raise Http404
    return serve_file(request, file, public=public)


def refuse_unpublished_document(document: Document, request: HttpRequest) -> None:
    """A hook of Wagtail's that comes before its own: whoever may not see it learns nothing.

    :raises Http404: unless it is public or the person may see it all the same.
    """
    document.shown_to_readers = is_public(document)
    if not document.shown_to_readers and not may_fetch_unpublished(request.user, document):
        raise Http404


@require_safe
def serve_document(request: HttpRequest, document_id: int, name: str) -> HttpResponseBase:
    """``/documents/<id>/<name>``: Wagtail's view with its hooks and signal, plus ranges."""
    document = get_object_or_404(Document, pk=document_id)
    if document.filename != name:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        if isinstance(answer, HttpResponseBase):
            return answer
    document_served.send(sender=Document, instance=document, request=request)
    return serve_file(request, document.file, public=document.shown_to_readers)
