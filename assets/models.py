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

from .fields import (
    CheckedFileField,
    CheckedImageField,
    captions_path,
    document_path,
    image_path,
    media_path,
    thumbnail_path,
)
from .formats import content_type_of


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
    uploaded_by_user.wagtail_reference_index_ignore = True

    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made it: the photographer, the author or the unit."),
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where it was taken from, if it is not the unit's own."),
    )
    rights = models.CharField(
        _("rights"),
        max_length=300,
        blank=True,
        help_text=_("On what terms it may be shown."),
    )
    published_at = models.DateTimeField(
        _("first published at"), null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True


class Image(Provenance, AbstractImage):
    """An image; its ``description`` is the alternative text."""

    file = CheckedImageField(
        verbose_name=_("file"), upload_to=image_path, width_field="width", height_field="height"
    )
    description = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        default="",
        help_text=_(
            "What the picture shows, for those who cannot see it. One sentence; neither the "
            "caption nor the file name."
        ),
    )
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
    #: Fields whose content readers see: they stay as they are while readers see them.
    shown_fields = (
        "title",
        "description",
        "credit",
        "source",
        "rights",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [
            ("choose_image", _("Can choose image")),
            ("view_unpublished_files", _("Can see files that are not public yet")),
        ]
        indexes = [models.Index(fields=["file"], name="assets_image_file")]

    def __str__(self) -> str:
        return self.title


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="assets_rendition_file")]


class Document(Provenance, AbstractDocument):
    file = CheckedFileField(verbose_name=_("file"), upload_to=document_path, families=["document"])
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="portal_documents")

    admin_form_fields = ("title", "file", "credit", "source", "rights", "collection", "tags")
    shown_fields = ("title", "credit", "source", "rights")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", _("Can choose document"))]

    def __str__(self) -> str:
        return self.title

    @property
    def content_type(self) -> str:
        """From our closed list; Wagtail would guess from what the machine knows."""
        return content_type_of(self.filename)


class Media(Provenance, AbstractMedia):
    """A video or a sound recording."""

    file = CheckedFileField(
        verbose_name=_("file"), upload_to=media_path, families=["audio", "video"]
    )
    thumbnail = CheckedFileField(
        verbose_name=_("thumbnail"), upload_to=thumbnail_path, blank=True, families=["image"]
    )
    captions = CheckedFileField(
        verbose_name=_("captions"),
        upload_to=captions_path,
        blank=True,
        families=["captions"],
        help_text=_("What is said, line by line with its times: a WebVTT file (.vtt) in UTF-8."),
    )
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="portal_media")

    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_("What is said and shown, for those who cannot hear or see it."),
    )

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
        "captions",
        "transcript",
        "tags",
    )
    shown_fields = (
        "title",
        "credit",
        "source",
        "rights",
        "captions",
        "transcript",
        "type",
        "duration",
        "width",
        "height",
        "thumbnail",
    )

    class Meta(AbstractMedia.Meta):
        indexes = [
            models.Index(fields=["file"], name="assets_media_file"),
            models.Index(fields=["thumbnail"], name="assets_media_thumbnail"),
            models.Index(fields=["captions"], name="assets_media_captions"),
        ]
        # wagtailmedia has none; its policy asks for one all the same, as for the other files.
        permissions = [("choose_media", _("Can choose media"))]

    def __str__(self) -> str:
        return self.title
