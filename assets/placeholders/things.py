"""Things that several scenes share."""

from .canvas import Canvas, curve
from .colours import INK, WHITE, Colour, Tones, mix

LEAF: Colour = (88, 129, 96)
SKY: Colour = (212, 229, 238)


def curtain(
    c: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    one: Colour,
    other: Colour,
    folds: int,
) -> None:
    """A stage curtain with a valance of scallops."""
    step = width / folds
    for i in range(folds):
        c.rect(x + i * step, y, step + 1, height, one if i % 2 else other)
        c.rect(x + i * step, y, step * 0.3, height, mix(other, INK, 0.12), 0.5)
    valance = mix(other, INK, 0.25)
    c.rect(x - 12, y - 16, width + 24, 44, valance)
    scallop = width / 9
    for i in range(9):
        c.ellipse(x + (i + 0.5) * scallop, y + 28, scallop / 2, 34, valance)


def window(c: Canvas, x: float, y: float, width: float, height: float, t: Tones) -> None:
    """A window on a bright day with a little green outside."""
    c.rounded(x - 16, y - 16, width + 32, height + 32, 6, WHITE)
    c.rect(x, y, width, height, SKY)
    c.pie(x + width * 0.27, y + height, width * 0.27, width * 0.5, 180, 360, mix(LEAF, WHITE, 0.55))
    c.pie(x + width * 0.7, y + height, width * 0.3, width * 0.36, 180, 360, mix(LEAF, WHITE, 0.42))
    c.rect(x + width / 2 - 6, y, 12, height, WHITE)
    c.rect(x, y + height * 0.4, width, 12, WHITE)
    c.rect(x - 24, y + height + 14, width + 48, 20, WHITE)


def flowers(c: Canvas, x: float, y: float, size: float, t: Tones) -> None:
    """A low arrangement of flowers that stands on ``y``."""
    for dx, dy in ((-1.5, -0.3), (-0.8, -0.8), (0, -1.0), (0.8, -0.8), (1.5, -0.3), (0, -0.4)):
        c.circle(x + dx * size, y + dy * size, size * 0.55, LEAF)
    for i, (dx, dy) in enumerate(
        ((-1.2, -0.6), (-0.4, -1.1), (0.5, -1.05), (1.2, -0.55), (0.05, -0.5))
    ):
        c.circle(x + dx * size, y + dy * size, size * 0.34, WHITE if i % 2 else t.light)


def plant(c: Canvas, x: float, y: float, scale: float, t: Tones) -> None:
    """A potted plant that stands on ``y``."""
    for dx, top, lean in (
        (-46, -250, -70),
        (46, -260, 80),
        (0, -320, 6),
        (-80, -170, -110),
        (84, -180, 116),
    ):
        tip = (x + (dx + lean) * scale, y + top * scale)
        c.blob(
            (
                (x - 6 * scale, y - 95 * scale),
                (x + dx * 0.9 * scale - 26 * scale, y + top * 0.62 * scale),
                tip,
                (x + dx * 0.9 * scale + 30 * scale, y + top * 0.55 * scale),
                (x + 6 * scale, y - 95 * scale),
            ),
            mix(LEAF, t.dark, 0.1 if dx > 0 else 0.25),
        )
    c.polygon(
        (
            (x - 62 * scale, y - 110 * scale),
            (x + 62 * scale, y - 110 * scale),
            (x + 46 * scale, y),
            (x - 46 * scale, y),
        ),
        mix(t.accent, WHITE, 0.15),
    )
    c.rounded(x - 70 * scale, y - 122 * scale, 140 * scale, 26 * scale, 6, mix(t.accent, INK, 0.12))


def podium(
    c: Canvas, x: float, y: float, scale: float, t: Tones, *, front_only: bool = False
) -> None:
    """A lectern that stands on ``y``, seen from the front."""
    wood = mix(t.between(0.35), INK, 0.25)
    c.polygon(
        (
            (x - 70 * scale, y - 128 * scale),
            (x + 70 * scale, y - 128 * scale),
            (x + 54 * scale, y),
            (x - 54 * scale, y),
        ),
        wood,
    )
    c.rounded(x - 84 * scale, y - 142 * scale, 168 * scale, 22 * scale, 5, mix(wood, WHITE, 0.22))
    if front_only:
        c.star(x, y - 66 * scale, 24 * scale, t.light)


def tree(c: Canvas, x: float, y: float, scale: float, t: Tones) -> None:
    """A broad tree that stands on ``y``."""
    trunk = mix(t.dark, (92, 72, 58), 0.7)
    c.polygon(
        (
            (x - 16 * scale, y),
            (x - 10 * scale, y - 190 * scale),
            (x + 10 * scale, y - 190 * scale),
            (x + 16 * scale, y),
        ),
        trunk,
    )
    crown = mix(LEAF, t.dark, 0.12)
    for dx, dy, radius in ((-80, -210, 84), (80, -205, 88), (0, -270, 112), (-30, -190, 80)):
        c.circle(x + dx * scale, y + dy * scale, radius * scale, crown)
    for dx, dy, radius in ((-58, -250, 52), (40, -310, 62)):
        c.circle(x + dx * scale, y + dy * scale, radius * scale, mix(crown, WHITE, 0.14))


def hills(c: Canvas, y: float, tones: tuple[Colour, ...], rise: float = 120) -> None:
    """Ranges of hills, the farthest first, each lower than the one behind it."""
    for i, tone in enumerate(tones):
        base = y + i * rise * 0.62
        shift = i * 210
        points = [
            (-500 + k * 260 - shift % 260, base - rise * (0.25 + 0.75 * ((k * 7 + i * 3) % 5) / 4))
            for k in range(12)
        ]
        c.blob([(-900, 1500), (-800, base), *points, (2700, base), (2700, 1500)], tone)


def heart(c: Canvas, x: float, y: float, size: float, fill: Colour) -> None:
    right = (
        (0, -0.28),
        (0.24, -0.62),
        (0.62, -0.66),
        (0.9, -0.36),
        (0.86, 0.05),
        (0.55, 0.45),
        (0.2, 0.76),
        (0, 0.92),
    )
    left = tuple((-dx, dy) for dx, dy in reversed(right[1:-1]))
    c.polygon([(x + dx * size, y + dy * size) for dx, dy in _smooth_heart(right + left)], fill)


def _smooth_heart(points):
    half = len(points) // 2
    right, left = points[: half + 1], points[half:] + points[:1]
    return [*curve(right, closed=False), *curve(left, closed=False)]


def drop(c: Canvas, x: float, y: float, size: float, fill: Colour) -> None:
    """A drop, ``size`` its radius, around (x, y)."""
    c.circle(x, y + size * 0.2, size, fill)
    c.polygon(
        (
            (x - size * 0.94, y - size * 0.12),
            (x, y - size * 1.75),
            (x + size * 0.94, y - size * 0.12),
        ),
        fill,
    )
