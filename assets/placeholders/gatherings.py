"""Solemn and festive: an oath before the flags, a game of badminton."""

import math
from random import Random

from .canvas import Canvas
from .colours import INK, WHITE, Colour, Tones, mix
from .people import Person, head, head_from_behind, limb, somebody
from .things import curtain, flowers


def oath(c: Canvas, t: Tones, rng: Random) -> None:
    """New members, right hands raised, before the flags of the Party and the country."""
    red, gold = mix(t.dark, (196, 26, 30), 0.6), mix(t.light, (255, 214, 64), 0.5)
    c.bands(0, 1000, mix(t.light, WHITE, 0.72), mix(t.light, WHITE, 0.5), 5)
    curtain(c, -60, 40, 420, 960, mix(t.dark, INK, 0.12), mix(t.dark, INK, 0.28), folds=7)
    curtain(c, 1440, 40, 420, 960, mix(t.dark, INK, 0.12), mix(t.dark, INK, 0.28), folds=7)
    for x, sign in ((430, _hammer_and_sickle), (930, None)):
        c.rect(x + 10, 118, 440, 300, mix(t.light, INK, 0.4), 0.25)
        c.rect(x, 104, 440, 300, red)
        if sign:
            sign(c, x + 220, 254, 96, gold)
        else:
            c.star(x + 220, 264, 108, gold)
    c.bands(760, 1200, mix(t.light, t.dark, 0.3), mix(t.light, t.dark, 0.5), 4)
    c.rounded(660, 560, 480, 260, 6, mix(WHITE, t.light, 0.25))
    c.rect(660, 560, 480, 18, WHITE)
    for x in (760, 900, 1040):
        flowers(c, x, 566, 34, t)
    shirts = (WHITE, mix(WHITE, t.light, 0.2))
    for x, y, s in (
        (300, 1240, 118),
        (600, 1225, 124),
        (900, 1240, 120),
        (1200, 1222, 124),
        (1500, 1240, 118),
    ):
        member = somebody(rng, t, shirts).wearing(trousers=mix(INK, t.dark, 0.3))
        _sworn(c, x, y, s, member)


def _sworn(c: Canvas, x: float, y: float, s: float, who: Person) -> None:
    """From behind, cut at the hips, the right fist beside the head."""
    body = (
        (-0.3, -3.65),
        (-0.8, -3.48),
        (-0.94, -3.15),
        (-0.8, -2.0),
        (-0.74, -0.7),
        (0.74, -0.7),
        (0.8, -2.0),
        (0.94, -3.15),
        (0.8, -3.48),
        (0.3, -3.65),
    )
    c.rounded(x - 0.74 * s, y - 0.8 * s, 1.48 * s, 2 * s, 0.1 * s, who.trousers)
    c.polygon([(x + dx * s, y + dy * s) for dx, dy in body], who.shirt)
    c.rect(x - 0.74 * s, y - 0.78 * s, 1.48 * s, 0.14 * s, INK)
    arm = ((x - 0.8 * s, y - 3.15 * s), (x - 1.0 * s, y - 1.9 * s), (x - 0.94 * s, y - 0.75 * s))
    limb(c, arm, s, mix(who.shirt, INK, 0.14), 0.4)
    c.circle(x - 0.94 * s, y - 0.5 * s, 0.22 * s, who.skin)
    c.polygon(
        ((x - 0.3 * s, y - 3.66 * s), (x + 0.3 * s, y - 3.66 * s), (x, y - 3.4 * s)),
        mix(who.shirt, INK, 0.14),
    )
    upper = ((x + 0.8 * s, y - 3.2 * s), (x + 1.3 * s, y - 2.75 * s))
    limb(c, upper, s, mix(who.shirt, INK, 0.1), 0.42)
    limb(c, (upper[1], (x + 1.06 * s, y - 4.1 * s)), s, mix(who.shirt, INK, 0.06), 0.36)
    c.rounded(x + 0.86 * s, y - 4.62 * s, 0.4 * s, 0.46 * s, 0.16 * s, who.skin)
    c.rounded(x - 0.2 * s, y - 4.1 * s, 0.4 * s, 0.6 * s, 0.16 * s, mix(who.skin, INK, 0.14))
    head_from_behind(c, x, y - 4.42 * s, s, who)


def _hammer_and_sickle(c: Canvas, x: float, y: float, size: float, gold: Colour) -> None:
    """The emblem, ``size`` about half its height."""

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, y + dy * size

    # The blade: between two circles, open to the upper left, pointed at its tip.
    outer = [(0.08 + 0.86 * math.cos(a), -0.04 + 0.86 * math.sin(a)) for a in _arc(-118, 128)]
    inner = [(-0.1 + 0.72 * math.cos(a), -0.12 + 0.74 * math.sin(a)) for a in _arc(122, -102)]
    c.polygon([at(*p) for p in (*outer, *inner)], gold)
    c.line((at(-0.42, 0.6), at(-0.78, 0.95)), 0.21 * size, gold)
    # The hammer, its handle crossing the blade.
    c.line((at(-0.38, -0.36), at(0.86, 0.88)), 0.17 * size, gold)
    head_of_hammer = ((-0.86, -0.3), (-0.34, -0.82), (-0.02, -0.56), (-0.6, 0.0))
    c.polygon([at(*p) for p in head_of_hammer], gold)


def _arc(start: float, end: float, steps: int = 40) -> list[float]:
    return [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]


def badminton(c: Canvas, t: Tones, rng: Random) -> None:
    """Mixed doubles in a sports hall."""
    c.bands(0, 560, mix(t.dark, WHITE, 0.78), mix(t.dark, WHITE, 0.6), 5)
    for i in range(6):
        c.rounded(70 + i * 300, 70, 210, 120, 6, mix(WHITE, t.light, 0.15))
    for row, (y, s) in enumerate(((400, 30), (470, 36), (548, 42))):  # the stands
        c.rect(-20, y - 6, 1900, 90, mix(t.dark, WHITE, 0.42 - 0.08 * row))
        for i in range(26):
            x = i * 74 + (row % 2) * 37
            tone = rng.choice((t.light, WHITE, mix(t.dark, WHITE, 0.3), mix(t.light, t.dark, 0.5)))
            skin = mix((226, 180, 146), t.dark, 0.2)
            c.pie(x, y + 10, s * 0.9, s * 0.9, 180, 360, mix(tone, t.dark, 0.2))
            c.circle(x, y - s * 0.95, s * 0.42, skin)
            c.pie(x, y - s * 1.0, s * 0.45, s * 0.46, 170, 370, mix(INK, t.dark, 0.35))
    c.bands(560, 1200, mix(t.dark, t.light, 0.22), t.deep(0.12), 6)
    line = mix(WHITE, t.light, 0.12)
    court = ((480, 640), (1320, 640), (1740, 1170), (60, 1170))
    c.polygon(court, mix(t.dark, t.light, 0.42))
    for ends in zip(court, (*court[1:], court[0]), strict=True):
        c.line(ends, 10, line)
    c.line(((900, 640), (900, 728)), 7, line)
    c.line(((392, 752), (1408, 752)), 7, line)
    c.line(((900, 985), (900, 1170)), 11, line)
    c.line(((205, 985), (1595, 985)), 10, line)
    white, bright = mix(WHITE, t.light, 0.05), t.light
    far = ((700, 744, 56, bright, "short"), (1080, 722, 52, bright, "bun"))
    for x, y, s, shirt, style in far:
        who = somebody(rng, t, (shirt,)).wearing(hair_style=style, trousers=t.deep(0.4))
        _player(c, x, y, s, who, behind=False, reach=1 if style == "short" else -1)
    c.rect(256, 640, 14, 250, INK)
    c.rect(1530, 640, 14, 250, INK)
    c.rect(262, 655, 1276, 135, WHITE, 0.28)
    for i in range(54):
        c.line(((270 + i * 24, 660), (270 + i * 24, 786)), 2, mix(WHITE, t.dark, 0.25))
    for k in range(5):
        c.line(((262, 684 + k * 24), (1538, 684 + k * 24)), 2, mix(WHITE, t.dark, 0.25))
    c.rect(256, 648, 1288, 20, WHITE)
    near = ((390, 1150, 98, white, "short"), (1330, 1100, 92, white, "long"))
    for x, y, s, shirt, style in near:
        who = somebody(rng, t, (shirt,)).wearing(hair_style=style, trousers=INK)
        _player(c, x, y, s, who, behind=True, reach=1)
    _shuttlecock(c, 890, 300, 34)


def _player(
    c: Canvas, x: float, y: float, s: float, who: Person, *, behind: bool, reach: int
) -> None:
    """A player about to strike, the racket high on the side of ``reach``."""

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + reach * dx * s, y + dy * s

    c.ellipse(x, y, 1.5 * s, 0.2 * s, INK, 0.16)
    for hip, knee, foot in (
        ((-0.3, -2.6), (-0.75, -1.5), (-1.15, -0.1)),
        ((0.3, -2.6), (0.85, -1.55), (0.7, -0.1)),
    ):
        limb(c, (at(*hip), at(*knee), at(*foot)), s, who.skin, 0.42)
        shorts = at((hip[0] + knee[0]) / 2, (hip[1] + knee[1]) / 2)
        limb(c, (at(*hip), shorts), s, who.trousers, 0.62)
        c.ellipse(*at(foot[0] + 0.06, -0.06), 0.34 * s, 0.16 * s, WHITE)
    body = (
        (-0.2, -4.85),
        (-0.78, -4.62),
        (-0.66, -3.4),
        (-0.66, -2.3),
        (0.66, -2.3),
        (0.7, -3.4),
        (0.84, -4.66),
        (0.24, -4.88),
    )
    limb(c, (at(-0.66, -4.5), at(-1.3, -3.95), at(-1.75, -4.5)), s, who.skin, 0.32)
    limb(c, (at(-0.62, -4.5), at(-0.95, -4.2)), s, mix(who.shirt, INK, 0.1), 0.46)
    c.polygon([at(*p) for p in body], who.shirt)
    elbow, hand, racket = (1.3, -5.1), (1.2, -6.1), (1.55, -7.5)
    c.line((at(*hand), at(1.42, -6.85)), 0.1 * s, INK)
    ring = mix(INK, who.shirt, 0.15)
    c.ellipse(*at(*racket), 0.5 * s, 0.66 * s, ring)
    c.ellipse(*at(*racket), 0.42 * s, 0.58 * s, mix(WHITE, who.trousers, 0.25))
    limb(c, (at(0.66, -4.55), at(*elbow), at(*hand)), s, who.skin, 0.32)
    limb(c, (at(0.64, -4.55), at(1.05, -4.88)), s, mix(who.shirt, INK, 0.06), 0.46)
    c.circle(*at(*hand), 0.2 * s, who.skin)
    c.rounded(x - 0.17 * s, y - 5.25 * s, 0.34 * s, 0.55 * s, 0.16 * s, mix(who.skin, INK, 0.14))
    if behind:
        head_from_behind(c, x, y - 5.5 * s, s, who)
    else:
        head(c, x, y - 5.5 * s, s, who, 0.3 * reach)


def _shuttlecock(c: Canvas, x: float, y: float, size: float) -> None:
    c.polygon(
        (
            (x - size * 0.4, y),
            (x - size * 1.25, y - size * 1.7),
            (x - size * 0.1, y - size * 2.1),
            (x + size * 0.4, y - size * 0.3),
        ),
        WHITE,
    )
    for k in (0.25, 0.5, 0.75):
        top = (x - size * (1.25 - 1.15 * k), y - size * (1.7 + 0.4 * k))
        c.line(
            ((x - size * 0.3 + size * 0.6 * k, y - size * 0.2), top), size * 0.06, (200, 205, 205)
        )
    c.circle(x + size * 0.12, y + size * 0.1, size * 0.52, (240, 236, 226))
    c.pie(x + size * 0.12, y + size * 0.1, size * 0.52, size * 0.52, 200, 290, (214, 60, 60))
