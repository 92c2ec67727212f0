"""Images on their way in: decoded, turned upright, and written anew without metadata.

What is stored is what Pillow drew from the pixels, so nothing that was hidden
behind or inside the file (a place, a name, another file) comes along.
"""

import io
import warnings

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageOps, ImageSequence

from .exceptions import FileRefused
from .formats import MAX_PIXELS, extension_of

#: Extension -> the format Pillow must recognise.
PILLOW_FORMATS = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "tif": "TIFF",
    "tiff": "TIFF",
}


class CleanImage(ContentFile):
    """The bytes of an image that has been through :func:`clean_image`."""


def clean_image(file: File, name: str) -> CleanImage:
    """A copy of the image in ``file`` without metadata.

    :raises FileRefused: if it is no whole image of the format that ``name`` says,
        or has more pixels than the limit.
    """
    wanted = PILLOW_FORMATS[extension_of(name)]
    file.seek(0)
    try:
        with warnings.catch_warnings():
            # Between the limit and half of it Pillow only warns; the check below decides.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(file, formats=sorted(set(PILLOW_FORMATS.values()))) as image:
                _check_size(image)
                if image.format != wanted:
                    raise _not_what_it_says(name)
                data = _redrawn(image)
    except Pillow.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        # What Pillow raises for files that are cut off, damaged or none of these formats.
        raise _not_what_it_says(name) from error
    return CleanImage(data, name=name)


def _check_size(image: Pillow.Image) -> None:
    pixels = image.width * image.height
    if pixels > MAX_PIXELS or pixels * getattr(image, "n_frames", 1) > MAX_PIXELS:
        raise _too_many_pixels()


def _redrawn(image: Pillow.Image) -> bytes:
    output = io.BytesIO()
    options: dict = {"icc_profile": image.info.get("icc_profile")}
    if image.format == "GIF":
        _save_frames(image, output)
        return output.getvalue()
    image.load()
    upright = ImageOps.exif_transpose(image)
    if image.format == "JPEG":
        # An image that is not turned keeps its quantisation: no visible loss.
        turned = image.getexif().get(0x0112, 1) != 1
        options |= {"quality": 95} if turned else {"quality": "keep"}
        options |= {"comment": b"", "exif": b"", "optimize": True}
        plain = upright if turned else image
    else:
        plain = upright.copy()  # a plain image: the tags of a TIFF stay behind
        plain.info = {k: v for k, v in plain.info.items() if k == "transparency"}
        options |= {"compression": "tiff_lzw"} if image.format == "TIFF" else {"optimize": True}
    plain.save(output, image.format, **options)
    return output.getvalue()


def _save_frames(image: Pillow.Image, output: io.BytesIO) -> None:
    frames = [frame.copy() for frame in ImageSequence.Iterator(image)]
    durations = [frame.info.get("duration", 0) for frame in frames]
    for frame in frames:
        frame.info = {k: v for k, v in frame.info.items() if k == "transparency"}
    options: dict = {"comment": b""}
    if len(frames) > 1:
        options |= {"save_all": True, "append_images": frames[1:], "duration": durations}
        options |= {"loop": image.info["loop"]} if "loop" in image.info else {}
    frames[0].save(output, "GIF", **options)


def _not_what_it_says(name: str) -> FileRefused:
    return FileRefused(
        _(
            "The content of “%(name)s” is no complete image of the format its extension names. "
            "Please save the image again in JPEG, PNG, GIF or TIFF and upload that (clause 7.1)."
        )
        % {"name": name},
        code="content",
    )


def _too_many_pixels() -> FileRefused:
    return FileRefused(
        _(
            "The image has more than %(limit)s million pixels. Please make it smaller before "
            "uploading it (clause 7.1)."
        )
        % {"limit": MAX_PIXELS // 1_000_000},
        code="pixels",
    )
