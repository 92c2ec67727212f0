"""What the body of an article or a plain page is made of."""

from copy import copy, deepcopy

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.segments import StringSegmentValue
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

#: Renditions that ``blocks/image.html`` and ``blocks/gallery.html`` show.
BODY_RENDITIONS = tuple(
    f"{size}|format-webp"
    for size in ("width-480", "width-800", "width-1440", "fill-480x360", "fill-960x720")
)

#: No headings here: they are blocks of their own, so that their order stays checkable.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class PictureChooserBlock(ImageChooserBlock):
    """Images of a whole body with their renditions: two queries, however many there are."""

    renditions = BODY_RENDITIONS

    def bulk_to_python(self, values):
        images = self.model_class.objects.prefetch_renditions(*self.renditions).in_bulk(values)
        return [copy(images[key]) if key in images else None for key in values]


class ImageBlock(blocks.StructBlock):
    """An image; its alternative text is the image's own description."""

    image = PictureChooserBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("caption"), required=False)
    credit = blocks.CharBlock(
        label=_("credit"), required=False, help_text=_("Empty: the credit kept with the image.")
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False)
    images = blocks.ListBlock(ImageBlock(), label=_("images"), min_num=2)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "blocks/gallery.html"


class VideoBlock(blocks.StructBlock):
    media = VideoChooserBlock(label=_("video"))
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"


class AudioBlock(blocks.StructBlock):
    media = AudioChooserBlock(label=_("audio"))
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "blocks/audio.html"


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(
        label=_("title"), required=False, help_text=_("Empty: the title of the file.")
    )

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "blocks/file.html"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"))
    by = blocks.CharBlock(label=_("who said or wrote it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quotation.html"


class CallOutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False)
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "blocks/call_out.html"


class TranslatableTableBlock(TableBlock):
    """A table whose caption and cells a translator gets as texts.

    wagtail-localize knows no tables. Texts are addressed by ``caption`` and by
    ``<row>-<column>``, both counted from 0.
    """

    def get_translatable_segments(self, value) -> list[StringSegmentValue]:
        if not value:
            return []
        texts = {"caption": value.get("table_caption")}
        for row, cells in enumerate(value["data"]):
            texts |= {f"{row}-{column}": cell for column, cell in enumerate(cells)}
        return [StringSegmentValue(path, text) for path, text in texts.items() if text]

    def restore_translated_segments(self, value, segments):
        table = deepcopy(value)
        for segment in segments:
            if segment.path == "caption":
                table["table_caption"] = segment.render_text()
            else:
                row, column = map(int, segment.path.split("-"))
                table["data"][row][column] = segment.render_text()
        return table

    def deconstruct(self):
        """Migrations know it as Wagtail's own: it keeps the same value."""
        _path, args, options = super().deconstruct()
        return "wagtail.contrib.table_block.blocks.TableBlock", args, options


class BodyBlock(blocks.StreamBlock):
    """Body of every text page of the portal."""

    h2 = blocks.CharBlock(label=_("Heading"), icon="h2", template="blocks/h2.html")
    h3 = blocks.CharBlock(label=_("Subheading"), icon="h3", template="blocks/h3.html")
    text = blocks.RichTextBlock(
        label=_("Text"), features=TEXT_FEATURES, template="blocks/text.html"
    )
    image = ImageBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    audio = AudioBlock()
    file = FileBlock()
    quotation = QuotationBlock()
    table = TranslatableTableBlock(label=_("Table"), icon="table", template="blocks/table.html")
    call_out = CallOutBlock()
