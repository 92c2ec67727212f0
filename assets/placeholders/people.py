"""Figures without faces: quiet, dignified, and nobody in particular.

All measures are in heads: ``s`` is the height of a head in design units.
"""

from dataclasses import dataclass, replace
from random import Random

from .canvas import Canvas, Point
from .colours import INK, WHITE, Colour, Tones, luminance, mix

_SKINS: tuple[Colour, ...] = ((232, 190, 156), (222, 174, 138), (240, 203, 172))
GREY_HAIR: Colour = (196, 192, 188)


@dataclass(frozen=True)
class Person:
    """What somebody wears; ``hair_style`` is short, long, bun or cap."""

    shirt: Colour
    trousers: Colour
    skin: Colour
    hair: Colour
    hair_style: str = "short"
    dress: bool = False  # an áo dài: a long tunic over wide trousers

    def wearing(self, **changes) -> "Person":
        return replace(self, **changes)


def somebody(rng: Random, tones: Tones, shirts: tuple[Colour, ...]) -> Person:
    """A person dressed in one of ``shirts``."""
    skin = mix(rng.choice(_SKINS), tones.light, 0.08)
    return Person(
        shirt=rng.choice(shirts),
        trousers=tones.deep(0.55),
        skin=skin,
        hair=mix(INK, tones.dark, rng.choice((0.12, 0.22))),
        hair_style=rng.choice(("short", "short", "long", "bun")),
    )


def _shade(colour: Colour) -> Colour:
    return mix(colour, INK, 0.16 if luminance(colour) > 0.4 else 0.3)


def bust_from_behind(c: Canvas, x: float, y: float, s: float, who: Person) -> None:
    """Head and shoulders from behind; ``y`` is where the shoulders are cut off."""
    c.blob(_shoulders(x, y, s), who.shirt)
    c.rounded(x - 0.2 * s, y - 1.55 * s, 0.4 * s, 0.5 * s, 0.15 * s, _shade(who.skin))
    c.polygon(
        ((x - 0.33 * s, y - 1.06 * s), (x + 0.33 * s, y - 1.06 * s), (x, y - 0.86 * s)),
        _shade(who.shirt),
    )
    head_from_behind(c, x, y - 1.93 * s, s, who)


def head_from_behind(c: Canvas, x: float, y: float, s: float, who: Person) -> None:
    """A head from behind around (x, y)."""
    for side in (-1, 1):
        c.ellipse(x + side * 0.41 * s, y + 0.04 * s, 0.07 * s, 0.11 * s, who.skin)
    c.ellipse(x, y, 0.42 * s, 0.51 * s, who.hair)
    if who.hair_style == "long":
        c.rounded(x - 0.4 * s, y - 0.1 * s, 0.8 * s, 1.25 * s, 0.28 * s, who.hair)
    elif who.hair_style == "bun":
        c.circle(x, y - 0.34 * s, 0.23 * s, mix(who.hair, WHITE, 0.08))
    elif who.hair_style == "cap":
        c.pie(x, y - 0.05 * s, 0.47 * s, 0.53 * s, 175, 365, _shade(who.shirt))


def bust(c: Canvas, x: float, y: float, s: float, who: Person, *, suit: bool = False) -> None:
    """Head and shoulders from the front; ``y`` is where the shoulders are cut off."""
    if who.hair_style == "long":
        c.rounded(x - 0.5 * s, y - 2.3 * s, s, 1.6 * s, 0.45 * s, who.hair)
    c.blob(_shoulders(x, y, s), who.shirt)
    _collar(c, x, y - 1.08 * s, s, who, suit=suit)
    head(c, x, y - 1.92 * s, s, who)


def _shoulders(x: float, y: float, s: float) -> list[Point]:
    shape = (
        (-1.06, 0.25),
        (-1.02, -0.5),
        (-0.78, -0.92),
        (-0.24, -1.14),
        (0.24, -1.14),
        (0.78, -0.92),
        (1.02, -0.5),
        (1.06, 0.25),
    )
    return [(x + dx * s, y + dy * s) for dx, dy in shape]


def _collar(c: Canvas, x: float, y: float, s: float, who: Person, *, suit: bool) -> None:
    if suit:
        c.polygon(((x - 0.3 * s, y), (x + 0.3 * s, y), (x, y + 0.85 * s)), WHITE)
        c.polygon(
            (
                (x, y + 0.2 * s),
                (x - 0.09 * s, y + 0.34 * s),
                (x, y + 0.86 * s),
                (x + 0.09 * s, y + 0.34 * s),
            ),
            _shade(who.shirt),
        )
    c.rounded(x - 0.19 * s, y - 0.5 * s, 0.38 * s, 0.62 * s, 0.19 * s, _shade(who.skin))
    if not suit:
        for side in (-1, 1):
            c.polygon(
                (
                    (x + side * 0.2 * s, y - 0.08 * s),
                    (x + side * 0.36 * s, y + 0.06 * s),
                    (x, y + 0.26 * s),
                ),
                mix(who.shirt, WHITE, 0.3),
            )


def head(c: Canvas, x: float, y: float, s: float, who: Person, turn: float = 0) -> None:
    """A head from the front around (x, y); ``turn`` from -1 (looks left) to 1 (right)."""
    if who.hair_style in ("short", "bun", "cap"):
        c.ellipse(x - turn * 0.05 * s, y - 0.13 * s, 0.43 * s, 0.43 * s, who.hair)
    c.ellipse(x + turn * 0.06 * s, y + 0.03 * s, 0.37 * s, 0.48 * s, who.skin)
    if abs(turn) < 0.6:
        for side in (-1, 1):
            c.ellipse(
                x + (side * 0.38 + turn * 0.03) * s, y + 0.06 * s, 0.06 * s, 0.1 * s, who.skin
            )
    if who.hair_style == "cap":
        c.pie(x, y - 0.12 * s, 0.45 * s, 0.44 * s, 180, 360, _shade(who.shirt))
        brim = 0.3 * turn * s
        c.rounded(
            x - 0.5 * s + brim, y - 0.18 * s, s, 0.13 * s, 0.06 * s, mix(who.shirt, INK, 0.45)
        )
        return
    side = 1 if turn <= 0 else -1
    fringe = (
        (-0.43, 0.02),
        (-0.42, -0.32),
        (-0.12, -0.57),
        (0.24, -0.53),
        (0.43, -0.28),
        (0.41, -0.02),
        (0.33, -0.2),
        (0.05, -0.24),
        (-0.24, -0.2),
        (-0.35, -0.1),
    )
    c.blob([(x + side * dx * s, y + dy * s) for dx, dy in fringe], who.hair)
    if who.hair_style == "bun":
        c.circle(x - turn * 0.3 * s, y - 0.56 * s, 0.2 * s, who.hair)


def limb(c: Canvas, points: tuple[Point, ...], s: float, fill: Colour, width: float = 0.4) -> None:
    c.line(points, width * s, fill)


def standing(
    c: Canvas,
    x: float,
    y: float,
    s: float,
    who: Person,
    *,
    left: tuple[Point, Point] = ((-0.98, -3.9), (-0.92, -3.0)),
    right: tuple[Point, Point] = ((0.98, -3.9), (0.92, -3.0)),
    turn: float = 0,
    behind: bool = False,
    stride: float = 0.36,
) -> None:
    """A whole figure with its feet at (x, y); an arm is (elbow, hand), relative to the feet."""

    def at(dx: float, dy: float) -> Point:
        return x + dx * s, y + dy * s

    c.ellipse(x, y + 0.02 * s, 1.1 * s, 0.16 * s, INK, 0.1)
    for side in (-1, 1):
        foot = at(side * stride, -0.16)
        limb(c, (at(side * 0.26, -2.7), foot), s, who.trousers, 0.5)
        c.ellipse(foot[0] + turn * 0.1 * s, y - 0.05 * s, 0.3 * s, 0.14 * s, INK)
    if who.hair_style == "long" and not behind:
        c.rounded(x - 0.46 * s, y - 6.15 * s, 0.92 * s, 1.7 * s, 0.4 * s, who.hair)
    hem, hips = (-0.8, 0.84) if who.dress else (-2.3, 0.7)
    torso = (
        (-0.22, -5.0),
        (-0.62, -4.86),
        (-0.8, -4.6),
        (-0.72, -4.0),
        (-0.58 if who.dress else -0.66, -3.4),
        (-hips, hem),
        (hips, hem),
        (0.58 if who.dress else 0.66, -3.4),
        (0.72, -4.0),
        (0.8, -4.6),
        (0.62, -4.86),
        (0.22, -5.0),
    )
    c.polygon([at(*point) for point in torso], who.shirt)
    for elbow, hand, side in ((*left, -1), (*right, 1)):
        sleeve = who.shirt if not who.dress else mix(who.shirt, INK, 0.08)
        limb(c, (at(side * 0.62, -4.62), at(*elbow), at(*hand)), s, mix(sleeve, INK, 0.08), 0.36)
        c.circle(*at(*hand), 0.2 * s, who.skin)
    c.rounded(x - 0.17 * s, y - 5.4 * s, 0.34 * s, 0.58 * s, 0.17 * s, _shade(who.skin))
    if behind:
        head_from_behind(c, x, y - 5.66 * s, s, who)
    else:
        head(c, x + 0.05 * turn * s, y - 5.66 * s, s, who, turn)
