"""What machines read of albums and films: schema.org, from the fields that readers see."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.images.models import SourceImageIOError
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from units.structured import Thing, breadcrumb_list
from units.templatetags.portal_tags import absolute, machine_time

from .galleries import LARGEST, STILL
from .models import PhotoAlbumPage, VideoPage


def gallery_things(
    page: PhotoAlbumPage | VideoPage, above: list[Page], address: str
) -> list[Thing]:
    """The album or film, and its way from the home page (``above``)."""
    thing = video_object(page, address) if page.is_film else image_gallery(page, address)
    return [thing, breadcrumb_list(page, above, address)]


def image_gallery(album: PhotoAlbumPage, address: str) -> Thing:
    return {
        **_common(album, address),
        "@type": "ImageGallery",
        "associatedMedia": [
            thing for photo in album.shown_photos if (thing := _image_object(photo))
        ],
    }


def _image_object(photo) -> Thing | None:
    """None when the file of the image is lost."""
    image = photo["image"]
    try:
        large = image.get_rendition(LARGEST)
    except SourceImageIOError:
        return None
    return {
        "@type": "ImageObject",
        "contentUrl": absolute(large.url),
        "caption": photo["caption"] or image.description,
        "creditText": photo["credit"] or image.credit or image.source,
    }


def video_object(film: VideoPage, address: str) -> Thing:
    """Without ``contentUrl`` for a film on another site: ``url`` is where it is shown."""
    thing = {
        **_common(film, address),
        "@type": "VideoObject",
        "uploadDate": machine_time(film.first_published_at),
        "creditText": film.source,
    }
    if film.main_image:
        still = get_rendition_or_not_found(film.main_image, STILL)
        thing["thumbnailUrl"] = absolute(still.url)
    elif film.media and film.media.thumbnail:
        thing["thumbnailUrl"] = absolute(film.media.thumbnail.url)
    if film.media:
        thing["contentUrl"] = absolute(film.media.url)
        thing["duration"] = f"PT{round(film.media.duration)}S"
        thing["transcript"] = film.media.transcript
    return thing


def _common(page: PhotoAlbumPage | VideoPage, address: str) -> Thing:
    return {
        "@id": f"{address}#{page.slug}",
        "url": address,
        "name": page.title,
        "description": page.lead or page.title,
        "inLanguage": get_language(),
        "datePublished": machine_time(page.first_published_at),
        "publisher": {"@type": "Organization", "name": page.unit.name, "url": settings.BASE_URL},
    }
