"""Illustrations in place of photos: for the demo portal, and until a unit has its own.

Flat, quiet compositions in the two colours of a palette. The same seed gives the
same picture; nothing is fetched from anywhere.
"""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from PIL import Image

from . import banners
from .canvas import Canvas
from .colours import WHITE, Tones, luminance, mix
from .lettering import Lettering
from .people import bust, somebody
from .scenes import SCENES

__all__ = ["SCENES", "draw", "draw_banner", "draw_portrait"]


def _tones_and_chance(palette: tuple[str, str], seed: str) -> tuple[Tones, Random]:
    # Repeatable on purpose: nothing here is a secret.
    return Tones.of(palette), Random(seed)  # noqa: S311


def draw(
    motif: str, palette: tuple[str, str], size: tuple[int, int] = (1800, 1200), seed: str = ""
) -> Image.Image:
    """An illustration of ``motif`` (a key of ``SCENES``) in the two CSS colours of ``palette``.

    :param size: pixels; the scene is made for 3:2 and cut at the edges for other shapes.
    :param seed: another one puts other people into the picture.
    :raises KeyError: for a motif that does not exist.
    """
    tones, chance = _tones_and_chance(palette, f"{motif}{seed}")
    canvas = Canvas(size, (1800, 1200), tones.pale())
    SCENES[motif](canvas, tones, chance)
    return canvas.finish()


def draw_portrait(
    initials: str,
    palette: tuple[str, str],
    fonts: Sequence[Path] = (),
    size: tuple[int, int] = (800, 1000),
    *,
    hair: str = "short",
) -> Image.Image:
    """A bust without a face, with ``initials`` on a badge if there are ``fonts``.

    :param hair: short (with a tie), long or bun.
    """
    tones, chance = _tones_and_chance(palette, initials)
    canvas = Canvas(size, (800, 1000), tones.pale())
    canvas.bands(0, 1000, tones.haze(0.86), tones.haze(0.7), 5)
    canvas.circle(400, 420, 300, tones.haze(0.6))
    clothes = (tones.deep(0.4), tones.deep(0.6), mix(tones.deep(0.7), tones.haze(), 0.2))
    person = somebody(chance, tones, clothes).wearing(hair_style=hair)
    bust(canvas, 400, 945, 268, person, suit=hair == "short")
    if not fonts:
        return canvas.finish()
    canvas.rounded(470, 846, 116, 64, 10, tones.pale(0.6))  # a name badge
    picture = canvas.finish()
    unit = max(size[0] / 800, size[1] / 1000)
    lettering = Lettering(fonts, round(36 * unit))
    left = picture.width / 2 + 128 * unit - lettering.width(initials) / 2
    lettering.write(picture, left, picture.height / 2 + 391 * unit, initials, tones.deep(0.5))
    return picture


def draw_banner(
    title: str,
    palette: tuple[str, str],
    motif: str,
    fonts: Sequence[Path] = (),
    size: tuple[int, int] = (1600, 400),
) -> Image.Image:
    """A wide banner: ``title`` on the left if there are ``fonts``, the motif on the right.

    :param motif: a key of ``banners.MOTIFS``.
    :param fonts: files of one type; each letter is taken from the first that has it.
    :raises KeyError: for a motif that does not exist.
    """
    tones = Tones.of(palette)
    canvas = Canvas(size, (1600, 400), tones.dark)
    banners.ground(canvas, tones)
    banners.MOTIFS[motif](canvas, 1290, 205, tones)
    picture = canvas.finish()
    if fonts:
        _write_title(picture, title, tones, fonts)
    return picture


def _write_title(picture: Image.Image, title: str, tones: Tones, fonts: Sequence[Path]) -> None:
    unit = picture.height / 400
    ink = mix(tones.light, WHITE, 0.5) if luminance(tones.light) < 0.85 else tones.light
    for points in (64, 56, 48, 40):  # the largest size that needs three lines at most
        lettering = Lettering(fonts, round(points * unit))
        lines = lettering.lines(title, 860 * unit)
        if len(lines) <= (2 if points > 50 else 3):
            break
    leading = points * 1.32 * unit  # room for marks above capitals
    baseline = picture.height / 2 - leading * (len(lines) - 1) / 2 + points * 0.3 * unit
    for number, line in enumerate(lines):
        lettering.write(picture, 88 * unit, baseline + number * leading, line, ink)
