"""Who may fetch a file: readers exactly while something live refers to it.

Wagtail's ReferenceIndex knows which row refers to which file, through fields,
child objects, rich text and StreamField; whether that row is live is read from
the row itself, so a withdrawal or an expiry works at once and needs no job.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import DraftStateMixin, Page, PageViewRestriction, ReferenceIndex
from wagtailmedia import get_permission_policy

from .models import Document, Image, Media

FILE_MODELS = (Image, Document, Media)
VIEW_ANY_FILE = "assets.view_unpublished_files"

_always_public: set[str] = set()


def register_public_model(label: str) -> None:
    """Say that what rows of model ``label`` ("app.Model") refer to is public.

    For models without drafts that every page shows, such as portal settings.
    Called by the room that owns the model, in ``AppConfig.ready()``.
    """
    model = apps.get_model(label)
    _always_public.add(model._meta.label_lower)
    ReferenceIndex.register_model(model)
    post_save.connect(_publish_references, sender=model, dispatch_uid="assets.public_model")


def _publish_references(instance: models.Model, raw: bool = False, **kwargs) -> None:
    if not raw:  # what a fixture row refers to may not be loaded yet
        refresh_references(instance)
        note_published(instance)


def refresh_references(obj: models.Model) -> None:
    """Bring the index of what ``obj`` refers to up to date, in this transaction.

    Wagtail does it in a task after the save; until that has run a page just
    published would show images that nobody may fetch.
    """
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(obj)


def files_of(obj: models.Model) -> list[models.Model]:
    """The images, documents and media that the content of ``obj`` refers to, as it is in memory.

    Works for rows and for drafts (``revision.as_object()``) alike; the index
    itself knows rows only.
    """
    if isinstance(obj, Page):
        obj = obj.specific
    wanted = {ContentType.objects.get_for_model(model).pk: model for model in FILE_MODELS}
    found: dict[type[models.Model], set[str]] = defaultdict(set)
    # Wagtail offers no public name for "references of an unsaved object".
    for content_type_id, pk, *_paths in ReferenceIndex._extract_references_from_object(obj):
        if content_type_id in wanted:
            found[wanted[content_type_id]].add(pk)
    return [file for model, pks in found.items() for file in model.objects.filter(pk__in=pks)]


def note_published(obj: models.Model) -> None:
    """Remember that all files of ``obj``, which has just become public, once were public."""
    mark_public(files_of(obj))


def mark_public(files: Iterable[models.Model]) -> None:
    """Set ``published_at`` of those files that have none; it is never changed again."""
    for file in files:
        if file.published_at is None:
            file.published_at = timezone.now()
            type(file).objects.filter(pk=file.pk, published_at=None).update(
                published_at=file.published_at
            )


def is_public(file: models.Model) -> bool:
    """Whether anything live refers to ``file`` (an Image, Document or Media) now.

    Costs one query for the references and one for each kind of referring row.
    """
    sources: dict[type[models.Model], set[str]] = defaultdict(set)
    references = ReferenceIndex.get_references_to(file).values_list(
        "base_content_type_id", "content_type_id", "object_id"
    )
    for base_id, specific_id, pk in references.distinct():
        base = ContentType.objects.get_for_id(base_id).model_class()
        specific = ContentType.objects.get_for_id(specific_id).model_class()
        if base is None or specific is None:  # left behind by an application that was removed
            continue
        if specific._meta.label_lower in _always_public:
            return True
        draftable = next((m for m in (base, specific) if issubclass(m, DraftStateMixin)), None)
        if draftable is not None:
            sources[draftable].add(pk)
    return any(_any_live(model, pks) for model, pks in sources.items())


def _any_live(model: type[models.Model], pks: set[str]) -> bool:
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    rows = model._base_manager.filter(unexpired, pk__in=pks, live=True)
    if model is Page:
        rows = rows.exclude(_behind_a_privacy_setting())
    return rows.exists()


def _behind_a_privacy_setting() -> Exists:
    """Pages that only some may read: themselves or an ancestor is set private.

    As a condition, not as ``PageQuerySet.public()``, which asks one query more.
    """
    own_path_start = Substr(OuterRef("path"), 1, Length("page__path"))
    return Exists(
        PageViewRestriction.objects.annotate(start=own_path_start).filter(page__path=F("start"))
    )


def may_fetch_unpublished(user, file: models.Model) -> bool:
    """Whether ``user`` may see ``file`` although readers may not.

    Members who may choose or change it in its collection, its uploader, and
    those whose work is to judge what is not public yet.
    """
    if not (user.is_authenticated and user.is_active):
        return False
    if user.has_perm(VIEW_ANY_FILE):
        return True
    return _policy_of(file).user_has_any_permission_for_instance(user, ["choose", "change"], file)


def _policy_of(file: models.Model):
    if isinstance(file, Image):
        return image_policy
    return document_policy if isinstance(file, Document) else get_permission_policy()
