"""A drawing surface in design units: drawn large, then scaled down for smooth edges."""

import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

from .colours import Colour, mix

Point = tuple[float, float]

_OVERSAMPLING = 2
_STEPS = 10  # straight pieces between two points of a curve


def curve(points: Sequence[Point], *, closed: bool = True) -> list[Point]:
    """A smooth line through ``points`` (Catmull-Rom)."""
    count = len(points)
    result: list[Point] = []
    for i in range(count if closed else count - 1):
        before, start, end, after = (
            points[(i + k) % count] if closed else points[min(max(i + k, 0), count - 1)]
            for k in (-1, 0, 1, 2)
        )
        for step in range(_STEPS):
            t = step / _STEPS
            x, y = (
                0.5
                * (
                    2 * b
                    + (c - a) * t
                    + (2 * a - 5 * b + 4 * c - d) * t * t
                    + (3 * b - a - 3 * c + d) * t**3
                )
                for a, b, c, d in zip(before, start, end, after, strict=True)
            )
            result.append((x, y))
    return result if closed else [*result, points[-1]]


class Canvas:
    """Draws in a space of design units that covers the picture, cut at the edges if need be."""

    def __init__(self, size: tuple[int, int], space: tuple[int, int], ground: Colour):
        self.size = size
        self.space = space
        large = size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING
        self._scale = max(large[0] / space[0], large[1] / space[1])
        self._left = (large[0] - space[0] * self._scale) / 2
        self._top = (large[1] - space[1] * self._scale) / 2
        self.image = Image.new("RGB", large, ground)
        self._draw = ImageDraw.Draw(self.image)

    def finish(self, *, mirrored: bool = False) -> Image.Image:
        picture = self.image.resize(self.size, Image.Resampling.LANCZOS)
        return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else picture

    # --- shapes, all filled; ``alpha`` lets what is below shine through ---------------

    def polygon(self, points: Iterable[Point], fill: Colour, alpha: float = 1) -> None:
        spots = [self._spot(*point) for point in points]
        if alpha >= 1:
            self._draw.polygon(spots, fill)
            return
        left, top = (math.floor(min(spot[axis] for spot in spots)) for axis in (0, 1))
        right, bottom = (math.ceil(max(spot[axis] for spot in spots)) + 1 for axis in (0, 1))
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, self.image.width), min(bottom, self.image.height)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top))
        shifted = [(x - left, y - top) for x, y in spots]
        ImageDraw.Draw(mask).polygon(shifted, round(alpha * 255))
        self.image.paste(fill, (left, top, right, bottom), mask)

    def blob(self, points: Sequence[Point], fill: Colour, alpha: float = 1) -> None:
        """A closed smooth shape through ``points``."""
        self.polygon(curve(points), fill, alpha)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: Colour, alpha: float = 1
    ) -> None:
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.polygon(corners, fill, alpha)

    def rounded(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        fill: Colour,
        alpha: float = 1,
    ) -> None:
        radius = min(radius, width / 2, height / 2)
        centres = (
            (x + width - radius, y + radius, -90),
            (x + width - radius, y + height - radius, 0),
            (x + radius, y + height - radius, 90),
            (x + radius, y + radius, 180),
        )
        self.polygon(
            (
                (cx + radius * math.cos(a), cy + radius * math.sin(a))
                for cx, cy, start in centres
                for a in (math.radians(start + 9 * step) for step in range(11))
            ),
            fill,
            alpha,
        )

    def ellipse(
        self, x: float, y: float, rx: float, ry: float, fill: Colour, alpha: float = 1
    ) -> None:
        self.pie(x, y, rx, ry, 0, 360, fill, alpha)

    def circle(self, x: float, y: float, radius: float, fill: Colour, alpha: float = 1) -> None:
        self.ellipse(x, y, radius, radius, fill, alpha)

    def pie(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        start: float,
        end: float,
        fill: Colour,
        alpha: float = 1,
    ) -> None:
        """The part of an ellipse between two angles (degrees, clockwise from the right)."""
        steps = max(24, round(abs(end - start) / 4))
        angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
        self.polygon([(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles], fill, alpha)

    def line(
        self, points: Sequence[Point], width: float, fill: Colour, *, smooth: bool = False
    ) -> None:
        """A line of round ends and joints."""
        points = curve(points, closed=False) if smooth else list(points)
        spots = [self._spot(*point) for point in points]
        thickness = max(1, round(width * self._scale))
        self._draw.line(spots, fill, thickness, joint="curve")
        radius = thickness / 2
        for x, y in spots if not smooth else (spots[0], spots[-1]):
            self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill)

    def star(self, x: float, y: float, radius: float, fill: Colour, turn: float = 0) -> None:
        """A five-pointed star, one point up."""
        inner = radius * 0.382
        self.polygon(
            (
                (
                    x + r * math.sin(math.radians(36 * i + turn)),
                    y - r * math.cos(math.radians(36 * i + turn)),
                )
                for i, r in enumerate((radius, inner) * 5)
            ),
            fill,
        )

    def bands(self, top: float, bottom: float, first: Colour, last: Colour, count: int = 7) -> None:
        """A quiet gradient in ``count`` steps over the whole width."""
        height = (bottom - top) / count
        for i in range(count):
            share = i / (count - 1)
            self.rect(
                -400,
                top + i * height,
                self.space[0] + 800,
                bottom - top - i * height,
                mix(first, last, share),
            )

    def _spot(self, x: float, y: float) -> Point:
        return self._left + x * self._scale, self._top + y * self._scale
