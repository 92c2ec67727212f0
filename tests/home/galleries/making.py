"""Albums and films for tests."""

from django.core.files.base import ContentFile

from assets.models import Media
from home.models import PhotoAlbumPage, VideoPage
from tests.assets import samples
from tests.portal import put_live
from units.models import UnitPage

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nXin chào các đồng chí\n".encode()


def unit_page(unit) -> UnitPage:
    return UnitPage.objects.get(unit=unit)


def album(unit, *images, title="Ngày hội hiến máu", **fields) -> PhotoAlbumPage:
    """In memory; the caller puts it below a page."""
    photos = [("photo", {"image": image, "caption": image.title, "credit": ""}) for image in images]
    return PhotoAlbumPage(title=title, unit=unit, photos=photos, **fields)


def film(unit, media=None, title="Phim tư liệu", **fields) -> VideoPage:
    return VideoPage(title=title, unit=unit, media=media, **fields)


def clip(**fields) -> Media:
    """A small film with captions and a thumbnail."""
    fields.setdefault("captions", ContentFile(CAPTIONS, "phu-de.vtt"))
    fields.setdefault("transcript", "Xin chào các đồng chí.")
    return samples.media("phim.webm", samples.WEBM, **fields)


def bare_clip(**fields) -> Media:
    """A film without anything beside it."""
    file = ContentFile(samples.WEBM, "phim.webm")
    return Media.objects.create(title="Phim", type="video", duration=3, file=file, **fields)


def live(piece, parent=None):
    return put_live(piece, parent or unit_page(piece.unit))


def draft(piece, author, parent=None):
    """A draft of ``author`` with its first revision, as the admin makes one."""
    piece.live, piece.author, piece.owner = False, author, author
    (parent or unit_page(piece.unit)).add_child(instance=piece)
    piece.save_revision(user=author)
    return type(piece).objects.get(pk=piece.pk)
