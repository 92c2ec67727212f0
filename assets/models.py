"""Images, documents and media of the portal.

Custom models from the first migration: none of them can be swapped in later.
The collection a file lies in belongs to a unit and says who may use it.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtailmedia.models import AbstractMedia


class Provenance(models.Model):
    """Where a file comes from and on what terms it may be shown."""

    # Redefined without reverse names: Wagtail's own Image, Document and Media stay
    # installed beside ours and would claim the same ones.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    rights = models.CharField(_("rights"), max_length=300, blank=True)
    published_at = models.DateTimeField(
        _("first published at"), null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True


class Image(Provenance, AbstractImage):
    """An image; its ``description`` is the alternative text."""

    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="portal_images")

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "source",
        "rights",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Document(Provenance, AbstractDocument):
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="portal_documents")

    admin_form_fields = ("title", "file", "credit", "source", "rights", "collection", "tags")


class Media(Provenance, AbstractMedia):
    """A video or a sound recording."""

    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="portal_media")

    transcript = models.TextField(_("transcript"), blank=True)

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "credit",
        "source",
        "rights",
        "transcript",
        "tags",
    )
