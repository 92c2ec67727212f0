"""Out of doors: power lines at dusk, the travelling library in a school yard."""

from random import Random

from .canvas import Canvas, Point
from .colours import INK, WHITE, Colour, Tones, mix
from .people import Person, head, limb, somebody, standing
from .things import LEAF, SKY, hills, tree


def power(c: Canvas, t: Tones, rng: Random) -> None:
    """A lineman on his pole at dusk, pylons in the distance."""
    c.bands(0, 900, t.deep(0.1), mix(t.light, WHITE, 0.25), 9)
    c.circle(520, 760, 190, mix(t.light, WHITE, 0.55))
    c.circle(520, 760, 140, mix(t.light, WHITE, 0.8))
    hills(c, 820, (mix(t.light, t.dark, 0.4), mix(t.light, t.dark, 0.6)), 130)
    far = mix(t.light, t.dark, 0.72)
    pylons = ((120, 850, 0.62), (420, 880, 0.82))
    for x, y, k in pylons:
        _pylon(c, x, y, k, far)
    for arm in (-1, 1):
        for level in (0, 1):
            points = [
                (x + arm * (92 - 24 * level) * k, y - (372 + 70 * level) * k) for x, y, k in pylons
            ]
            _wire(c, (-160, points[0][1] + 30), points[0], 22, far, 4)
            _wire(c, points[0], points[1], 26, far, 4)
            _wire(c, points[1], (1010 + arm * 70, 330 - 90 * level), 46, far, 5)
    hills(c, 940, (t.deep(0.25), t.deep(0.5)), 110)
    pole = mix(t.haze(0.35), INK, 0.25)
    c.polygon(((1088, 60), (1132, 60), (1152, 1200), (1068, 1200)), pole)
    c.polygon(((1088, 60), (1102, 60), (1098, 1200), (1068, 1200)), mix(pole, WHITE, 0.14))
    for y, half in ((150, 250), (300, 300)):
        c.rounded(1110 - half, y, half * 2, 26, 6, t.deep(0.6))
        c.line(
            ((1110 - half * 0.5, y + 20), (1110, y + 110), (1110 + half * 0.5, y + 20)),
            10,
            t.deep(0.6),
        )
        for x in (1110 - half + 26, 1110 + half - 26):
            for k in range(3):
                c.rounded(
                    x - 17 + 2 * k, y - 16 - 15 * k, 34 - 4 * k, 13, 6, mix(t.light, WHITE, 0.35)
                )
            _wire(c, (x, y - 52), (x + 1000, y - 190), 60, t.deep(0.75), 6)
            _wire(c, (x, y - 52), (x - 1500, y + 30), 90, t.deep(0.75), 6)
    _lineman(c, 1150, 640, 92, t, rng)
    mate = _dressed(t, rng)
    standing(
        c,
        1470,
        1150,
        74,
        mate,
        turn=-0.7,
        left=((-0.95, -4.6), (-1.35, -5.5)),
        right=((0.95, -3.9), (0.7, -3.0)),
    )
    c.line(((1372, 745), (1250, 700), (1196, 640)), 6, t.pale(0.4), smooth=True)


def _dressed(t: Tones, rng: Random) -> Person:
    return somebody(rng, t, (t.light,)).wearing(hair_style="cap", trousers=mix(t.dark, INK, 0.35))


def _lineman(c: Canvas, x: float, y: float, s: float, t: Tones, rng: Random) -> None:
    """A man on the right of a pole, held by his belt; ``y`` is at his hips."""
    who = _dressed(t, rng)
    c.line(((x - 0.85 * s, y - 0.25 * s), (x + 0.35 * s, y + 0.1 * s)), 0.14 * s, INK)
    for dx, dy, tone in ((-0.1, 2.1, 0.25), (-0.3, 1.5, 0.0)):
        knee = (x + 0.85 * s, y + (dy - 1.1) * s)
        limb(
            c,
            ((x + 0.35 * s, y), knee, (x + dx * s, y + dy * s)),
            s,
            mix(who.trousers, INK, tone),
            0.5,
        )
        c.ellipse(x + dx * s, y + (dy + 0.1) * s, 0.34 * s, 0.17 * s, INK)
    c.polygon(
        (
            (x + 0.02 * s, y + 0.25 * s),
            (x - 0.12 * s, y - 1.9 * s),
            (x + 0.35 * s, y - 2.35 * s),
            (x + 0.95 * s, y - 2.05 * s),
            (x + 1.0 * s, y + 0.25 * s),
        ),
        who.shirt,
    )
    for dy in (-1.35, -0.8):
        c.rect(x - 0.08 * s, y + dy * s, 1.06 * s, 0.16 * s, mix(WHITE, t.light, 0.2))
    c.rounded(x + 0.0 * s, y - 0.02 * s, 1.0 * s, 0.24 * s, 0.08 * s, INK)
    c.rounded(x + 0.62 * s, y + 0.1 * s, 0.34 * s, 0.56 * s, 0.08 * s, t.deep(0.7))
    c.rounded(x + 0.3 * s, y - 2.65 * s, 0.34 * s, 0.5 * s, 0.1 * s, mix(who.skin, INK, 0.14))
    head(c, x + 0.36 * s, y - 2.95 * s, s, who.wearing(shirt=mix(WHITE, t.light, 0.1)), -0.8)
    for shoulder, elbow, hand in (
        ((0.75, -1.95), (0.35, -2.9), (-0.45, -3.7)),
        ((0.3, -1.85), (-0.2, -1.15), (-0.62, -1.7)),
    ):
        points = tuple((x + dx * s, y + dy * s) for dx, dy in (shoulder, elbow, hand))
        limb(c, points, s, mix(who.shirt, INK, 0.12), 0.38)
        c.circle(*points[-1], 0.21 * s, mix(INK, WHITE, 0.2))


def _pylon(c: Canvas, x: float, y: float, k: float, tone: Colour) -> None:
    for side in (-1, 1):
        c.line(
            ((x + side * 62 * k, y), (x + side * 20 * k, y - 330 * k), (x, y - 520 * k)),
            8 * k,
            tone,
        )
        for level in range(5):
            low, high = 62 - level * 9, 62 - (level + 1) * 9
            c.line(
                (
                    (x + side * low * k, y - level * 70 * k),
                    (x - side * high * k, y - (level + 1) * 70 * k),
                ),
                5 * k,
                tone,
            )
    for level, half in ((372, 104), (442, 80)):
        c.line(((x - half * k, y - level * k), (x + half * k, y - level * k)), 8 * k, tone)
        for side in (-1, 1):
            c.line(((x + side * half * k, y - level * k), (x, y - (level + 46) * k)), 5 * k, tone)


def _wire(c: Canvas, start: Point, end: Point, sag: float, tone: Colour, width: float) -> None:
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + sag)
    quarter = [
        ((3 * a[0] + b[0]) / 4, (3 * a[1] + b[1]) / 4 + sag * 0.75)
        for a, b in ((start, end), (end, start))
    ]
    c.line([start, quarter[0], middle, quarter[1], end], width, tone, smooth=True)


def library_bus(c: Canvas, t: Tones, rng: Random) -> None:
    """The travelling library in a school yard, children choosing books."""
    c.bands(0, 820, mix(SKY, t.light, 0.08), mix(SKY, WHITE, 0.6), 5)
    for x, y, k in ((320, 150, 1.0), (1330, 110, 1.2)):
        for dx, r in ((-70, 44), (0, 62), (74, 46)):
            c.circle(x + dx * k, y, r * k, WHITE, 0.8)
    c.rect(980, 330, 900, 500, mix(t.light, WHITE, 0.66))
    c.polygon(((950, 340), (1060, 230), (1900, 230), (1900, 340)), mix(t.dark, WHITE, 0.3))
    for i in range(6):
        c.rounded(1030 + i * 140, 420, 92, 150, 4, WHITE)
        c.rect(1040 + i * 140, 430, 72, 130, mix(t.dark, WHITE, 0.66))
    tree(c, 150, 850, 1.75, t)
    c.bands(810, 1200, mix(t.light, WHITE, 0.58), mix(t.light, WHITE, 0.36), 5)
    _bus(c, t, rng)
    shirts = (WHITE, mix(t.light, WHITE, 0.2), mix(SKY, t.dark, 0.25))
    scarf = mix((190, 32, 38), t.dark, 0.1)
    poses = (
        (250, 1110, 66, 0.6, False),
        (420, 1060, 60, 0.5, False),
        (640, 1130, 70, 0.0, True),
        (830, 1090, 62, 0.2, True),
        (1030, 1140, 70, -0.2, True),
        (1560, 1120, 68, -0.6, False),
    )
    for number, (x, y, s, turn, behind) in enumerate(poses):
        child = somebody(rng, t, shirts).wearing(trousers=t.deep(0.3))
        up = ((0.95, -4.9), (0.9, -5.9))
        holding = ((0.85, -3.8), (0.25, -3.5))
        standing(
            c,
            x,
            y,
            s,
            child,
            turn=turn,
            behind=behind,
            right=up if number in (3, 4) else holding,
            left=((-0.85, -3.8), (-0.25, -3.5)),
        )
        if not behind:
            _open_book(c, x + 0.1 * s, y - 3.6 * s, s, t)
            c.polygon(
                ((x - 0.16 * s, y - 4.98 * s), (x + 0.16 * s, y - 4.98 * s), (x, y - 4.3 * s)),
                scarf,
            )
    librarian = somebody(rng, t, (mix(t.dark, t.light, 0.18),)).wearing(
        hair_style="long", dress=True, trousers=WHITE
    )
    standing(
        c,
        1360,
        1090,
        86,
        librarian,
        turn=-0.6,
        left=((-1.0, -4.2), (-1.55, -4.5)),
        right=((0.9, -3.9), (0.5, -3.3)),
    )
    c.rounded(1208, 672, 44, 62, 5, t.light)


def _bus(c: Canvas, t: Tones, rng: Random) -> None:
    body = t.dark
    c.ellipse(870, 985, 640, 30, INK, 0.14)
    c.rounded(290, 380, 1150, 580, 50, body)
    c.polygon(((1330, 380), (1400, 380), (1500, 620), (1520, 700), (1520, 960), (1330, 960)), body)
    c.rounded(290, 760, 1230, 200, 26, mix(body, INK, 0.2))
    c.rect(300, 742, 1215, 20, t.light)
    c.polygon(((1330, 440), (1390, 440), (1462, 630), (1330, 630)), mix(SKY, WHITE, 0.3))
    c.circle(1494, 820, 26, t.pale(0.4))
    c.rect(380, 450, 880, 330, mix(t.light, WHITE, 0.72))
    spines = (
        t.light,
        mix(t.dark, WHITE, 0.35),
        t.between(0.5),
        mix(LEAF, WHITE, 0.2),
        mix(SKY, t.dark, 0.4),
        WHITE,
    )
    for shelf in range(3):
        base = 556 + shelf * 108
        x = 396
        while x < 1226:
            width = rng.choice((16, 20, 24, 28))
            height = rng.choice((66, 74, 82))
            c.rounded(x, base - height, width, height, 3, rng.choice(spines))
            x += width + (30 if rng.random() < 0.08 else 3)
        c.rect(380, base, 880, 16, mix(t.light, INK, 0.25))
    c.polygon(((360, 450), (1280, 450), (1330, 350), (310, 350)), t.light)
    for i in range(5):
        left, low = 310 + i * 204, 360 + i * 184
        c.polygon(
            ((left, 350), (left + 102, 350), (low + 92, 450), (low, 450)), mix(t.light, WHITE, 0.75)
        )
    c.rounded(330, 440, 980, 20, 10, mix(t.light, INK, 0.15))
    for x in (520, 1300):
        c.circle(x, 955, 88, mix(body, INK, 0.45))
        c.circle(x, 960, 74, INK)
        c.circle(x, 960, 34, mix(INK, WHITE, 0.6))


def _open_book(c: Canvas, x: float, y: float, s: float, t: Tones) -> None:
    c.polygon(
        (
            (x - 0.62 * s, y - 0.3 * s),
            (x, y - 0.14 * s),
            (x, y + 0.34 * s),
            (x - 0.62 * s, y + 0.18 * s),
        ),
        WHITE,
    )
    c.polygon(
        (
            (x + 0.62 * s, y - 0.3 * s),
            (x, y - 0.14 * s),
            (x, y + 0.34 * s),
            (x + 0.62 * s, y + 0.18 * s),
        ),
        t.pale(0.5),
    )
    c.line(((x, y - 0.14 * s), (x, y + 0.34 * s)), 0.06 * s, t.light)
