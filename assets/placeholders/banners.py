"""Wide banners and their motifs, drawn around (0, 0) about 300 units high."""

import math
from collections.abc import Callable

from .canvas import Canvas
from .colours import INK, WHITE, Colour, Tones, luminance, mix
from .things import LEAF, drop, heart


def ground(c: Canvas, t: Tones) -> None:
    """A calm ground in the dark colour, with quiet arcs where the motif stands."""
    c.bands(0, 400, t.dark, t.deep(0.25), 5)
    for radius, share in ((330, 0.07), (240, 0.13), (150, 0.2)):
        c.circle(1290, 215, radius, mix(t.dark, t.light, share))
    c.rect(0, 388, 1600, 12, t.light)


def lotus(c: Canvas, x: float, y: float, t: Tones) -> None:
    pink = mix(t.dark, WHITE, 0.72) if luminance(t.dark) < 0.5 else t.light
    for dx, width, tone in ((-150, 120, 0.35), (150, 130, 0.25), (10, 170, 0.3)):
        c.ellipse(x + dx, y + 118, width, 34, mix(LEAF, t.dark, tone))
        c.ellipse(x + dx - 10, y + 112, width * 0.8, 22, mix(LEAF, WHITE, 0.14))
    for angle, length, tone in (
        (-78, 150, 0.42),
        (78, 150, 0.42),
        (-56, 190, 0.3),
        (56, 190, 0.3),
        (-30, 212, 0.18),
        (30, 212, 0.18),
        (0, 224, 0.08),
    ):
        _petal(c, x, y + 110, angle, length, 64, mix(pink, t.dark, tone))
    for angle, length, tone in (
        (-48, 140, 0.0),
        (48, 140, 0.0),
        (-22, 158, 0.2),
        (22, 158, 0.2),
        (0, 150, 0.4),
    ):
        _petal(c, x, y + 116, angle, length, 54, mix(pink, WHITE, tone))


def _petal(
    c: Canvas, x: float, y: float, angle: float, length: float, half: float, fill: Colour
) -> None:
    turn = math.radians(angle)
    shape = (
        (0, 0),
        (-0.7, 0.3),
        (-0.92, 0.58),
        (-0.4, 0.88),
        (0, 1.04),
        (0.4, 0.88),
        (0.92, 0.58),
        (0.7, 0.3),
    )
    c.blob(
        [
            (
                x + dx * half * math.cos(turn) + dy * length * math.sin(turn),
                y + dx * half * math.sin(turn) - dy * length * math.cos(turn),
            )
            for dx, dy in shape
        ],
        fill,
    )


def phone(c: Canvas, x: float, y: float, t: Tones) -> None:
    """A telephone before a laptop."""
    c.rounded(x - 175, y - 125, 320, 210, 14, INK)
    c.rect(x - 161, y - 111, 292, 182, mix(t.dark, WHITE, 0.88))
    for i, (height, tone) in enumerate(((50, 0.75), (84, 0.6), (116, 0.45))):
        c.rounded(
            x - 130 + i * 50, y + 50 - height, 34, height, 5, mix(t.light, t.dark, 0.75 - tone)
        )
    c.line(((x + 40, y - 80), (x + 100, y - 80)), 12, mix(t.dark, WHITE, 0.6))
    c.rounded(x - 225, y + 85, 420, 24, 12, mix(INK, WHITE, 0.75))
    c.rounded(x + 62, y - 150, 150, 272, 24, mix(INK, t.dark, 0.3))
    c.rounded(x + 74, y - 134, 126, 234, 12, WHITE)
    c.circle(x + 137, y - 66, 40, t.light)
    c.line(((x + 119, y - 66), (x + 133, y - 51), (x + 158, y - 83)), 11, t.dark)
    for i, width in enumerate((86, 66, 78)):
        c.rounded(x + 94, y + 2 + i * 28, width, 13, 6, mix(t.dark, WHITE, 0.7))


def envelope(c: Canvas, x: float, y: float, t: Tones) -> None:
    """An envelope kept by a padlock."""
    paper = mix(t.light, WHITE, 0.55)
    c.rounded(x - 190, y - 105, 340, 226, 14, mix(paper, INK, 0.06))
    c.polygon(((x - 186, y + 118), (x - 60, y - 4), (x + 20, y - 4), (x + 146, y + 118)), paper)
    c.polygon(
        ((x - 186, y - 100), (x + 146, y - 100), (x + 6, y + 30), (x - 46, y + 30)),
        mix(paper, WHITE, 0.5),
    )
    c.line(((x - 182, y - 98), (x - 20, y + 34), (x + 142, y - 98)), 9, mix(t.light, t.dark, 0.3))
    metal = mix(t.dark, WHITE, 0.3)
    c.line(
        (
            (x + 104, y + 20),
            (x + 104, y - 30),
            (x + 122, y - 62),
            (x + 150, y - 72),
            (x + 178, y - 62),
            (x + 196, y - 30),
            (x + 196, y + 20),
        ),
        24,
        metal,
    )
    c.rounded(x + 74, y + 8, 152, 132, 18, mix(t.light, (224, 164, 60), 0.65))
    c.circle(x + 150, y + 62, 20, t.deep(0.4))
    c.rounded(x + 141, y + 66, 18, 42, 8, t.deep(0.4))


def blood(c: Canvas, x: float, y: float, t: Tones) -> None:
    """A drop in a heart."""
    shown = mix(t.light, WHITE, 0.2)
    heart(c, x - 20, y - 8, 190, shown)
    drop(c, x - 20, y + 14, 62, t.dark)
    c.pie(x - 20, y + 26, 42, 42, 95, 170, mix(t.dark, WHITE, 0.45))
    c.circle(x - 20, y + 26, 31, t.dark)
    drop(c, x + 172, y + 70, 30, shown)
    drop(c, x - 206, y + 84, 22, mix(shown, t.dark, 0.35))


def notebook(c: Canvas, x: float, y: float, t: Tones) -> None:
    """An open notebook and a pen."""
    c.polygon(
        (
            (x - 216, y - 84),
            (x, y - 58),
            (x + 216, y - 84),
            (x + 216, y + 122),
            (x, y + 146),
            (x - 216, y + 122),
        ),
        mix(t.light, t.dark, 0.55),
    )
    for side in (-1, 1):
        page = mix(WHITE, t.light, 0.1 if side < 0 else 0.28)
        c.polygon(
            (
                (x, y - 62),
                (x + side * 100, y - 106),
                (x + side * 204, y - 98),
                (x + side * 204, y + 104),
                (x + side * 100, y + 96),
                (x, y + 136),
            ),
            page,
        )
    rule = mix(t.dark, WHITE, 0.55)
    for i in range(5):
        c.line(
            ((x - 172, y - 62 + i * 34), (x - 104, y - 66 + i * 34), (x - 34, y - 40 + i * 34)),
            7,
            rule,
            smooth=True,
        )
    for i in range(3):
        c.line(
            ((x + 34, y - 40 + i * 34), (x + 104, y - 66 + i * 34), (x + 150, y - 64 + i * 34)),
            7,
            rule,
            smooth=True,
        )
    c.line(((x + 96, y + 70), (x + 214, y - 128)), 26, mix(t.light, (222, 160, 70), 0.7))
    c.line(((x + 198, y - 101), (x + 220, y - 138)), 26, mix(t.dark, WHITE, 0.3))
    c.polygon(((x + 82, y + 96), (x + 85, y + 62), (x + 108, y + 76)), INK)


def shield(c: Canvas, x: float, y: float, t: Tones) -> None:
    """A shield with a tick, half of it in the light."""

    def outline(size: float) -> list[tuple[float, float]]:
        side = [
            (0, -1.0),
            (0.36, -0.86),
            (0.86, -0.76),
            (0.84, 0.0),
            (0.62, 0.52),
            (0.3, 0.84),
            (0, 1.04),
        ]
        points = side + [(-dx, dy) for dx, dy in reversed(side[1:-1])]
        return [(x + dx * size, y + 6 + dy * size) for dx, dy in points]

    c.polygon(outline(176), mix(t.light, WHITE, 0.1))
    c.polygon(outline(150), mix(t.dark, WHITE, 0.9))
    c.polygon([(max(px, x), py) for px, py in outline(150)], mix(t.dark, WHITE, 0.74))
    c.line(((x - 66, y + 4), (x - 18, y + 54), (x + 74, y - 58)), 34, t.dark)
    for dx, dy, r in ((-236, -60, 16), (236, 50, 22), (-206, 96, 26), (214, -108, 13)):
        c.rounded(x + dx - r, y + dy - r, 2 * r, 2 * r, 6, mix(t.light, t.dark, 0.45))


MOTIFS: dict[str, Callable[[Canvas, float, float, Tones], None]] = {
    "lotus": lotus,
    "phone": phone,
    "envelope": envelope,
    "drop": blood,
    "notebook": notebook,
    "shield": shield,
}
