"""Renditions made ahead: the first reader of an album does not wait for them.

What is still missing when a page is read is made there and then, as everywhere.
"""

from functools import partial

from django.db import transaction
from django_tasks import task
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page
from wagtail.signals import page_published

from assets.access import files_of
from assets.models import Image

from .galleries import COVERS, LARGE, SOCIAL, STILL
from .models import PhotoAlbumPage, VideoPage


@task()
def make_renditions(page_pk: int) -> None:
    """Make, in a worker, every rendition that readers of an album or a film are shown."""
    page = Page.objects.filter(pk=page_pk).first()
    for image in files_of(page) if page else []:
        if isinstance(image, Image):
            _make(image)


def _make(image: Image) -> None:
    try:
        image.get_renditions(*COVERS, *LARGE, SOCIAL, STILL)
    except SourceImageIOError:  # its file is lost: the page says so, the next image is made
        return


def went_public(sender, instance: Page, **kwargs) -> None:
    transaction.on_commit(partial(make_renditions.enqueue, instance.pk), robust=True)


def connect() -> None:
    for model in (PhotoAlbumPage, VideoPage):
        page_published.connect(went_public, sender=model, dispatch_uid="home.renditions")
