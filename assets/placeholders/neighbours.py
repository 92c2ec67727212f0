"""Among neighbours: at the post office, and a visit to a family."""

from random import Random

from .canvas import Canvas
from .colours import INK, WHITE, Tones, mix
from .people import GREY_HAIR, Person, head, limb, somebody, standing
from .things import LEAF, SKY, hills, plant, tree


def post(c: Canvas, t: Tones, rng: Random) -> None:
    """Before the post office: an officer shows an old woman something on a telephone."""
    c.bands(0, 900, mix(SKY, WHITE, 0.45), mix(t.pale(0.7), WHITE, 0.1), 5)
    c.rect(180, 150, 1440, 770, mix(t.light, WHITE, 0.72))
    c.rect(150, 110, 1500, 60, t.dark)
    for x in (300, 1290):
        c.rounded(x, 400, 220, 330, 6, WHITE)
        c.rect(x + 16, 416, 188, 298, mix(t.dark, WHITE, 0.72))
        c.rect(x + 102, 416, 14, 298, WHITE)
    c.rounded(650, 360, 500, 560, 8, t.deep(0.25))
    c.rect(674, 384, 220, 536, mix(t.dark, WHITE, 0.62))
    c.rect(906, 384, 220, 536, mix(t.dark, WHITE, 0.62))
    stripe = 1520 / 16
    for i in range(16):
        tone = t.light if i % 2 else WHITE
        left = 140 + i * stripe
        c.rect(left, 205, stripe + 1, 120, tone)
        c.pie(left + stripe / 2, 325, stripe / 2, 30, 0, 180, tone)
    c.rounded(810, 118, 180, 44, 8, mix(t.dark, WHITE, 0.2))
    c.polygon(((868, 128), (932, 128), (932, 154), (868, 154)), WHITE)
    c.line(((870, 130), (900, 146), (930, 130)), 4, t.dark)
    c.bands(920, 1200, mix(t.light, WHITE, 0.55), mix(t.light, WHITE, 0.35), 4)
    _letter_box(c, 1530, 1010, t)
    plant(c, 265, 1000, 1.2, t)
    wood = mix((146, 104, 72), t.dark, 0.2)
    c.rounded(480, 800, 860, 34, 10, wood)
    c.rounded(470, 1000, 880, 40, 10, wood)
    for x in (530, 1270):
        c.rect(x, 800, 30, 360, mix(wood, INK, 0.2))
    officer = somebody(rng, t, (t.dark,)).wearing(hair_style="cap", trousers=t.deep(0.6))
    granny = Person(
        shirt=mix((150, 96, 110), WHITE, 0.15),
        trousers=mix(INK, WHITE, 0.15),
        skin=officer.skin,
        hair=GREY_HAIR,
        hair_style="bun",
    )
    _seated(c, 740, 1010, 128, granny, 0.55)
    _seated(c, 1050, 1010, 128, officer, -0.55)
    for points, who in (
        (((640, 800), (700, 905), (845, 880)), granny),
        (((1150, 795), (1085, 900), (935, 885)), officer),
    ):
        limb(c, points, 128, mix(who.shirt, INK, 0.14), 0.36)
        c.circle(*points[-1], 27, who.skin)
    c.rounded(856, 800, 70, 124, 12, INK)
    c.rounded(863, 812, 56, 96, 4, t.pale(0.4))
    c.rounded(872, 826, 38, 26, 4, t.dark)
    c.line(((874, 868), (908, 868)), 6, t.between(0.5))
    c.line(((874, 884), (898, 884)), 6, t.between(0.5))


def _seated(c: Canvas, x: float, y: float, s: float, who: Person, turn: float) -> None:
    """Somebody on a bench, seen from the front; ``y`` is the seat."""
    for side in (-1, 1):
        limb(
            c,
            (
                (x + side * 0.36 * s, y - 0.15 * s),
                (x + side * 0.42 * s, y + 0.2 * s),
                (x + side * 0.38 * s, y + 1.35 * s),
            ),
            s,
            mix(who.trousers, INK, 0.1 * (side > 0)),
            0.6,
        )
        c.ellipse(x + side * 0.38 * s, y + 1.48 * s, 0.34 * s, 0.16 * s, INK)
    c.polygon(
        (
            (x - 0.3 * s, y - 2.5 * s),
            (x - 0.86 * s, y - 2.2 * s),
            (x - 0.74 * s, y + 0.12 * s),
            (x + 0.74 * s, y + 0.12 * s),
            (x + 0.86 * s, y - 2.2 * s),
            (x + 0.3 * s, y - 2.5 * s),
        ),
        who.shirt,
    )
    c.rounded(x - 0.18 * s, y - 2.85 * s, 0.36 * s, 0.6 * s, 0.17 * s, mix(who.skin, INK, 0.14))
    head(c, x + 0.1 * turn * s, y - 3.1 * s, s, who, turn)


def _letter_box(c: Canvas, x: float, y: float, t: Tones) -> None:
    c.rect(x - 12, y - 160, 24, 160, t.deep(0.5))
    c.rounded(x - 70, y - 360, 140, 220, 50, t.light)
    c.rect(x - 70, y - 250, 140, 110, t.light)
    c.rounded(x - 44, y - 290, 88, 20, 8, t.deep(0.5))
    c.rounded(x - 36, y - 240, 72, 52, 4, WHITE)
    c.line(((x - 34, y - 238), (x, y - 212), (x + 34, y - 238)), 5, mix(LEAF, INK, 0.4))


def visit(c: Canvas, t: Tones, rng: Random) -> None:
    """Help handed to a family at the door of their house."""
    c.bands(0, 860, mix(t.light, WHITE, 0.72), mix(t.light, WHITE, 0.5), 5)
    c.circle(320, 260, 110, mix(t.light, WHITE, 0.25))
    hills(c, 790, (mix(t.dark, WHITE, 0.62), mix(t.dark, WHITE, 0.5)), 130)
    tree(c, 210, 900, 1.5, t)
    c.rect(960, 400, 900, 520, mix(t.light, WHITE, 0.55))
    c.polygon(((880, 420), (1120, 190), (1900, 190), (1900, 420)), mix(t.dark, (150, 74, 58), 0.5))
    for i in range(9):
        c.line(((1130 + i * 100, 200), (910 + i * 120, 412)), 5, mix(t.dark, (120, 58, 46), 0.5))
    c.rect(1180, 520, 250, 400, mix(t.dark, INK, 0.25))
    c.rect(1200, 540, 210, 380, mix(t.dark, INK, 0.5))
    c.rounded(1560, 540, 210, 190, 5, WHITE)
    c.rect(1576, 556, 178, 158, mix(t.dark, WHITE, 0.55))
    c.rect(1658, 556, 14, 158, WHITE)
    c.bands(900, 1200, mix(t.light, WHITE, 0.3), mix(t.light, t.dark, 0.12), 4)
    plant(c, 1700, 960, 0.85, t)
    envoy = somebody(rng, t, (t.dark,)).wearing(hair_style="long", dress=True, trousers=WHITE)
    second = somebody(rng, t, (WHITE,)).wearing(hair_style="short", trousers=t.deep(0.55))
    granny = Person(
        shirt=mix(t.dark, WHITE, 0.45),
        trousers=mix(INK, WHITE, 0.12),
        skin=envoy.skin,
        hair=GREY_HAIR,
        hair_style="bun",
    )
    father = somebody(rng, t, (mix(t.light, (150, 90, 70), 0.3),)).wearing(
        hair_style="short", trousers=t.deep(0.45)
    )
    child = somebody(rng, t, (mix(WHITE, t.light, 0.35),)).wearing(
        hair_style="short", trousers=t.dark
    )
    standing(
        c,
        455,
        1110,
        106,
        second,
        turn=0.7,
        right=((0.85, -3.75), (0.3, -3.3)),
        left=((-0.8, -3.7), (-0.25, -3.2)),
    )
    c.rounded(392, 720, 150, 116, 8, t.light)
    c.rect(458, 720, 18, 116, t.dark)
    c.rect(392, 766, 150, 18, t.dark)
    c.ellipse(448, 712, 26, 15, t.dark)
    c.ellipse(486, 712, 26, 15, t.dark)
    standing(
        c,
        1300,
        1070,
        104,
        father,
        turn=-0.6,
        left=((-0.9, -3.9), (-0.75, -3.0)),
        right=((0.9, -3.9), (0.8, -3.0)),
    )
    standing(c, 1180, 1120, 66, child, turn=-0.5, right=((0.85, -4.0), (1.1, -4.6)))
    standing(
        c,
        740,
        1130,
        112,
        envoy,
        turn=0.8,
        right=((1.0, -3.75), (1.62, -4.05)),
        left=((0.35, -3.3), (1.25, -3.75)),
    )
    standing(
        c,
        1035,
        1125,
        104,
        granny,
        turn=-0.8,
        left=((-0.9, -3.75), (-1.25, -4.1)),
        right=((-0.35, -3.3), (-0.95, -3.8)),
    )
    c.polygon(((868, 640), (962, 622), (974, 688), (880, 706)), t.accent)
    c.line(((872, 644), (924, 668), (960, 626)), 4, mix(t.accent, INK, 0.3))
    for spot in ((880, 690), (962, 680)):
        c.circle(*spot, 21, envoy.skin)
