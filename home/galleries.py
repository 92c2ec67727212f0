"""Albums and films as lists show them, and which sites films may be linked on."""

from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from wagtail.images import get_image_model
from wagtail.models import Page

from units.listings import public_pages

#: What lists and albums show of a photo, and what opens when it is chosen.
COVERS = tuple(
    f"fill-{size}|format-{kind}" for size in ("480x360", "960x720") for kind in ("avif", "webp")
)
LARGE = tuple(
    f"max-{size}|format-{kind}" for size in ("960x960", "1920x1920") for kind in ("avif", "webp")
)

#: What a photo leads to without a script, and what machines are told of it.
LARGEST = "max-1920x1920|format-webp"
#: What a film shows before it plays.
STILL = "max-1280x1280|format-webp"
#: What other sites show of a page (``includes/meta.html``).
SOCIAL = "fill-1200x630|format-jpeg"


def pieces(*models: type[Page]) -> QuerySet[Page]:
    """Public pages of ``models`` in the reader's language, newest first, as base pages."""
    found = public_pages().type(*models).filter(locale__language_code=get_language())
    return found.order_by("-first_published_at", "-pk")


def drawn(pages: Sequence[Page]) -> list:
    """``pages`` in their own classes and order, each with its picture as ``cover`` or None.

    A query for each class and two for all pictures, however many there are.
    """
    by_class = defaultdict(list)
    for page in pages:
        by_class[page.specific_class].append(page.pk)
    whole: dict[int, Page] = {}
    for model, keys in by_class.items():
        whole |= model.objects.select_related(*model.shown_in_lists).in_bulk(keys)
    found = [whole[page.pk] for page in pages]
    images = get_image_model().objects.prefetch_renditions(*COVERS)
    covers = images.in_bulk({page.cover_id for page in found if page.cover_id})
    for page in found:
        page.cover = covers.get(page.cover_id)
    return found


def is_allowed(address: str) -> bool:
    """Whether films at ``address`` may be linked: a secure address on a host of the list."""
    parts = urlsplit(address)
    return parts.scheme == "https" and parts.hostname in settings.GALLERY_VIDEO_HOSTS
