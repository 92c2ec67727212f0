"""The media library (R44): albums of photos and films, each with its source."""

from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.blocks import StreamBlock
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from approvals.models import GovernedPage
from approvals.translation import same_as_source
from units.blocks import ImageBlock, PictureChooserBlock
from units.listings import is_public, page_of
from units.rules import violations_of_place

from .. import galleries, rules


class GalleryIndexPage(RoutablePageMixin, GovernedPage):
    """``/thu-vien/``: albums and films of every unit; ``anh/`` and ``video/`` list one kind."""

    content_kind = "page"
    open_to_every_unit = True
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PhotoAlbumPage", "home.VideoPage"]

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*GovernedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("media library")
        verbose_name_plural = _("media libraries")

    @path("")
    def everything(self, request: HttpRequest):
        return self._list(request, galleries.pieces(PhotoAlbumPage, VideoPage))

    @path("anh/", name="photos")
    def photos(self, request: HttpRequest):
        return self._list(request, galleries.pieces(PhotoAlbumPage), gettext("Photos"))

    @path("video/", name="videos")
    def videos(self, request: HttpRequest):
        return self._list(request, galleries.pieces(VideoPage), gettext("Videos"))

    def _list(self, request: HttpRequest, found: QuerySet[Page], heading: str = ""):
        asked = page_of(found, request)
        asked.object_list = galleries.drawn(list(asked.object_list))
        context = {"pieces": asked, "heading": heading, "tabs": self._tabs(request)}
        return self.render(request, context_overrides=context)

    def _tabs(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Titles and addresses of the three lists."""
        return [
            (gettext("Everything"), self.get_url(request)),
            (gettext("Photos"), self.part_path("photos")),
            (gettext("Videos"), self.part_path("videos")),
        ]

    def part_path(self, part: str) -> str:
        """The address of the list of ``photos`` or ``videos``."""
        return self.get_url() + self.reverse_subpage(part)


class GalleryPiece(GovernedPage):
    """What albums and films have in common; see ``galleries.drawn`` for ``cover``."""

    content_kind = "page"
    parent_page_types = ["units.UnitPage", "home.GalleryIndexPage"]
    subpage_types: list[str] = []

    lead = models.TextField(_("lead"), max_length=600, blank=True)
    taken_on = models.DateField(
        _("day"), null=True, blank=True, help_text=_("When it was photographed or filmed.")
    )
    article = models.ForeignKey(
        "units.ArticlePage",
        verbose_name=_("belongs to the article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    #: Whether lists mark it as something that plays.
    is_film = False

    override_translatable_fields = [
        *GovernedPage.override_translatable_fields,
        *same_as_source("taken_on", "article"),
    ]

    class Meta:
        abstract = True

    @property
    def public_article(self):
        """The article that it belongs to, if that leads a reader somewhere."""
        return self.article if self.article and is_public(self.article) else None

    def submission_violations(self) -> list:
        return [*super().submission_violations(), *violations_of_place(self)]


class AlbumPictureChooserBlock(PictureChooserBlock):
    renditions = (*galleries.COVERS, *galleries.LARGE)


class PhotoBlock(ImageBlock):
    image = AlbumPictureChooserBlock(label=_("image"))


class AlbumBlock(StreamBlock):
    photo = PhotoBlock()


class PhotoAlbumPage(GalleryPiece):
    """Photos in their order, each with who made it."""

    shown_with_page = ("unit", "author", "article")
    shown_in_lists = ("unit",)

    photos = StreamField(AlbumBlock(), verbose_name=_("photos"), blank=True)

    content_panels = [
        *GovernedPage.content_panels,
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("taken_on")]),
        FieldPanel("photos"),
        PageChooserPanel("article"),
    ]
    search_fields = [
        *GovernedPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("photos"),
        index.FilterField("unit"),
    ]

    class Meta:
        verbose_name = _("album")
        verbose_name_plural = _("albums")

    def submission_violations(self) -> list:
        return [*super().submission_violations(), *rules.violations_of_album(self)]

    @cached_property
    def shown_photos(self) -> list:
        """Photos whose image is still there: ``{"image", "caption", "credit"}``."""
        return [block.value for block in self.photos if block.value["image"]]

    @property
    def main_image(self):
        """What stands for the album elsewhere: its first photo."""
        return self.shown_photos[0]["image"] if self.shown_photos else None

    @property
    def cover_id(self) -> int | None:
        """Key of the first photo's image, read without fetching the others."""
        return next((block["value"].get("image") for block in self.photos.raw_data), None)


class VideoPage(GalleryPiece):
    """A film: a file of our own, or the address of one on a site that is on the list.

    A film elsewhere is a link and nothing more: no frame, so that no other host learns
    of a reader who has not chosen to go there.
    """

    shown_with_page = ("unit", "author", "article", "media", "main_image")
    shown_in_lists = ("unit", "media")
    is_film = True

    media = models.ForeignKey(
        "assets.Media",
        verbose_name=_("film"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"type": "video"},
    )
    address = models.URLField(
        _("or its address"),
        max_length=500,
        blank=True,
        help_text=_("Of a film on another site of the list; readers go there by a link."),
    )
    main_image = models.ForeignKey(
        "assets.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Stands for the film before it plays, and in lists."),
    )
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Who made or published the film.")
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Script, camera, voice.")
    )

    content_panels = [
        *GovernedPage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                MediaChooserPanel("media", media_type="video"),
                FieldPanel("address"),
                FieldPanel("main_image"),
            ],
            heading=_("Film"),
        ),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("credit"), FieldPanel("taken_on")],
            heading=_("Source"),
        ),
        PageChooserPanel("article"),
    ]
    search_fields = [
        *GovernedPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("source"),
        index.FilterField("unit"),
    ]

    override_translatable_fields = [
        *GalleryPiece.override_translatable_fields,
        *same_as_source("media", "address", "main_image", "source", "credit"),
    ]

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")

    def clean(self) -> None:
        super().clean()
        if self.media_id and self.address:
            raise ValidationError({"address": _("Choose a file or an address, not both.")})
        if self.address and not galleries.is_allowed(self.address):
            raise ValidationError(
                {
                    "address": _("Films are linked on these sites only: %(hosts)s.")
                    % {"hosts": ", ".join(settings.GALLERY_VIDEO_HOSTS)}
                }
            )

    def submission_violations(self) -> list:
        return [*super().submission_violations(), *rules.violations_of_film(self)]

    @property
    def cover_id(self) -> int | None:
        return self.main_image_id

    @property
    def host(self) -> str:
        """The site that the film is shown on, as readers know it."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")
