"""People at work: a hospital, a donation of blood, a sewing line."""

from random import Random

from .canvas import Canvas
from .colours import INK, WHITE, Colour, Tones, mix
from .people import GREY_HAIR, Person, bust, head, limb, somebody, standing
from .things import SKY, drop, heart, plant, window

_COAT = (250, 250, 248)


def hospital(c: Canvas, t: Tones, rng: Random) -> None:
    """The reception: a nurse behind the counter helps a patient."""
    c.bands(0, 860, mix(t.haze(0.8), WHITE, 0.35), mix(t.haze(0.7), WHITE, 0.1), 5)
    window(c, 110, 130, 330, 330, t)
    c.circle(1430, 260, 128, WHITE)
    c.circle(1430, 260, 112, t.dark)
    c.rounded(1404, 192, 52, 136, 8, WHITE)
    c.rounded(1362, 234, 136, 52, 8, WHITE)
    for i, width in enumerate((240, 170, 210)):  # a notice board
        c.rounded(640 + i * 150, 150, 120, 160, 8, WHITE)
        for k in range(4):
            c.line(
                ((662 + i * 150, 186 + k * 26), (662 + i * 150 + width * 0.3, 186 + k * 26)),
                9,
                t.haze(0.6),
            )
    c.bands(860, 1200, mix(t.haze(0.5), WHITE, 0.1), mix(t.haze(0.35), WHITE, 0.05), 4)
    nurse = somebody(rng, t, (_COAT,)).wearing(hair_style="bun")
    helper = somebody(rng, t, (mix(t.dark, WHITE, 0.25),)).wearing(hair_style="long")
    bust(c, 1330, 700, 88, helper)
    bust(c, 1010, 690, 96, nurse)
    c.polygon(((968, 462), (1052, 462), (1062, 436), (958, 436)), _COAT)
    c.rounded(1002, 440, 16, 18, 3, t.accent)
    limb(c, ((935, 640), (880, 720), (800, 700)), 96, mix(_COAT, INK, 0.08), 0.34)
    c.circle(795, 698, 19, nurse.skin)
    c.rounded(700, 690, 1000, 52, 14, WHITE)
    c.rounded(724, 742, 952, 290, 10, t.dark)
    c.rect(724, 742, 952, 20, t.deep(0.25))
    c.rounded(764, 796, 872, 190, 8, mix(t.dark, WHITE, 0.12))
    c.circle(1200, 891, 52, mix(t.dark, WHITE, 0.3))
    c.rounded(1186, 857, 28, 68, 4, WHITE)
    c.rounded(1166, 877, 68, 28, 4, WHITE)
    c.rounded(1470, 572, 170, 120, 10, t.deep(0.6))
    c.rounded(1540, 680, 30, 20, 2, t.deep(0.6))
    c.polygon(((735, 690), (840, 690), (822, 668), (752, 668)), t.pale(0.3))
    patient = Person(
        shirt=mix(t.accent, (196, 132, 92), 0.65),
        trousers=t.deep(0.5),
        skin=nurse.skin,
        hair=GREY_HAIR,
    )
    standing(
        c,
        545,
        1120,
        112,
        patient,
        turn=0.75,
        right=((0.95, -3.9), (1.75, -3.95)),
        left=((-0.85, -3.85), (-0.6, -2.9)),
    )
    c.line(((478, 800), (462, 1118)), 14, mix((120, 84, 58), INK, 0.1))
    plant(c, 190, 1080, 1.35, t)


def donation(c: Canvas, t: Tones, rng: Random) -> None:
    """Giving blood: a donor on a couch, a nurse beside, a heart behind them."""
    c.bands(0, 880, t.pale(0.85), t.pale(0.68), 5)
    heart(c, 900, 420, 400, mix(t.dark, WHITE, 0.82))
    heart(c, 900, 430, 292, mix(t.dark, WHITE, 0.68))
    c.bands(880, 1200, mix(t.light, WHITE, 0.45), mix(t.light, WHITE, 0.25), 4)
    for x, s in ((1560, 60), (210, 60)):  # further couches
        _couch(
            c,
            x,
            900,
            s,
            mix(t.dark, WHITE, 0.45),
            somebody(rng, t, (mix(t.dark, WHITE, 0.6),)),
            False,
        )
    donor = somebody(rng, t, (mix(t.dark, t.light, 0.12),)).wearing(hair_style="short")
    stand = (1262, 330)
    c.line(((stand[0], 330), (stand[0], 1090)), 14, mix(INK, WHITE, 0.45))
    c.line(((stand[0] - 90, 1090), (stand[0] + 90, 1090)), 16, mix(INK, WHITE, 0.35))
    c.line(((stand[0] - 70, 336), (stand[0] + 4, 330)), 12, mix(INK, WHITE, 0.45))
    _couch(c, 830, 1080, 118, t.dark, donor, True)
    c.line(
        ((930, 772), (1030, 905), (1150, 780), (1192, 560)), 9, mix(t.dark, INK, 0.1), smooth=True
    )
    c.rounded(1140, 352, 106, 200, 26, mix(WHITE, t.dark, 0.1))
    c.rounded(1154, 430, 78, 108, 20, t.dark)
    drop(c, 1193, 398, 24, t.dark)
    nurse = somebody(rng, t, (_COAT,)).wearing(hair_style="bun", trousers=mix(_COAT, INK, 0.12))
    standing(
        c,
        1440,
        1120,
        112,
        nurse,
        turn=-0.75,
        left=((-1.0, -4.0), (-1.6, -4.55)),
        right=((0.85, -3.85), (0.35, -3.35)),
    )
    c.rounded(1405, 700, 84, 108, 8, t.pale(0.35))
    c.line(((1425, 735), (1468, 735)), 8, t.between(0.3))
    c.line(((1425, 762), (1456, 762)), 8, t.between(0.3))


def _couch(c: Canvas, x: float, y: float, s: float, tone: Colour, who: Person, near: bool) -> None:
    """A reclining donor, head to the left, the right arm stretched towards the reader."""

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * s, y + dy * s

    metal = mix(INK, WHITE, 0.5)
    for dx in (-1.6, 1.9):
        c.line((at(dx, -1.3), at(dx, -0.05)), 0.16 * s, metal)
    c.line((at(-2.0, -0.05), at(2.3, -0.05)), 0.14 * s, metal)
    c.line((at(-3.1, -3.5), at(-1.75, -1.55), at(1.6, -1.45), at(3.2, -0.95)), 0.62 * s, tone)
    c.line((at(-3.0, -3.62), at(-1.68, -1.72), at(1.6, -1.62)), 0.16 * s, mix(tone, WHITE, 0.25))
    limb(c, (at(-0.5, -2.05), at(1.35, -2.35), at(2.7, -1.45)), s, who.trousers, 0.62)
    c.ellipse(*at(2.98, -1.6), 0.24 * s, 0.4 * s, INK)
    limb(c, (at(-2.05, -3.35), at(-0.75, -2.1)), s, who.shirt, 1.2)
    c.line((at(-2.35, -3.95), at(-2.1, -3.6)), 0.36 * s, mix(who.skin, INK, 0.14))
    head(c, *at(-2.62, -4.35), s, who, 0.5)
    limb(c, (at(-1.75, -3.3), at(-0.75, -2.55)), s, mix(who.shirt, INK, 0.14), 0.42)
    limb(c, (at(-0.75, -2.55), at(0.85, -2.62)), s, who.skin, 0.3)
    c.circle(*at(0.95, -2.62), 0.2 * s, who.skin)
    if near:
        c.circle(*at(1.06, -2.74), 0.16 * s, mix(tone, WHITE, 0.35))
        c.line((at(-0.32, -2.76), at(-0.32, -2.36)), 0.18 * s, WHITE)


def factory(c: Canvas, t: Tones, rng: Random) -> None:
    """A bright sewing line in perspective."""
    c.bands(0, 620, mix(t.haze(0.82), WHITE, 0.3), mix(t.haze(0.7), t.light, 0.12), 5)
    for i in range(7):  # skylights and windows of the far wall
        c.rounded(130 + i * 226, 250, 176, 190, 6, WHITE)
        c.rect(140 + i * 226, 260, 156, 170, SKY)
        c.rect(214 + i * 226, 260, 8, 170, WHITE)
    c.polygon(
        ((-20, 0), (1820, 0), (1820, 70), (900, 190), (-20, 70)), mix(t.haze(0.55), WHITE, 0.1)
    )
    for i in range(9):
        c.line(((i * 225, 0), (900 + (i * 225 - 900) * 0.42, 190)), 8, t.haze(0.4))
    for x, y, k in ((300, 190, 1.0), (760, 170, 0.72), (1040, 170, 0.72), (1500, 190, 1.0)):
        c.line(((x, 0), (x, y)), 6, t.deep(0.2))
        c.polygon(
            ((x - 80 * k, y + 44 * k), (x + 80 * k, y + 44 * k), (x + 34 * k, y), (x - 34 * k, y)),
            t.light,
        )
        c.polygon(
            (
                (x - 80 * k, y + 44 * k),
                (x + 80 * k, y + 44 * k),
                (x + 210 * k, y + 400),
                (x - 210 * k, y + 400),
            ),
            WHITE,
            0.16,
        )
    c.bands(560, 1200, mix(t.haze(0.6), t.light, 0.25), mix(t.haze(0.4), t.light, 0.2), 5)
    c.polygon(((850, 560), (950, 560), (1150, 1200), (650, 1200)), WHITE, 0.3)
    for y, s, gap in ((640, 40, 190), (740, 58, 280), (890, 86, 420), (1110, 128, 630)):
        for x, side in ((900 - gap, -1), (900 + gap, 1)):
            _sewing_place(c, x, y, s, side, t, rng)
            if s < 100:
                _sewing_place(c, x + side * 6.2 * s, y, s, side, t, rng)


def _sewing_place(
    c: Canvas, x: float, y: float, s: float, side: int, t: Tones, rng: Random
) -> None:
    """A worker at a machine; ``side`` -1 sits left of the aisle."""

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + side * dx * s, y + dy * s

    uniform = mix(t.dark, WHITE, 0.12)
    who = somebody(rng, t, (uniform,)).wearing(hair_style="cap")
    who = who.wearing(shirt=t.light if rng.random() < 0.2 else uniform)
    c.rounded(
        min(at(0.3, 0)[0], at(2.1, 0)[0]),
        at(0, -1.0)[1],
        1.8 * s,
        2.4 * s,
        0.2 * s,
        mix(t.deep(0.3), WHITE, 0.2),
    )
    bust(c, *at(1.2, -0.35), s, who)
    limb(c, (at(0.5, -0.9), at(0.0, -0.25), at(-0.7, -0.55)), s, mix(who.shirt, INK, 0.12), 0.36)
    limb(c, (at(1.9, -0.9), at(1.6, -0.1), at(0.4, -0.45)), s, mix(who.shirt, INK, 0.12), 0.36)
    c.circle(*at(-0.75, -0.58), 0.18 * s, who.skin)
    c.circle(*at(0.35, -0.48), 0.18 * s, who.skin)
    left, width = min(at(-2.6, 0)[0], at(2.4, 0)[0]), 5.0 * s
    c.rounded(left, y - 0.35 * s, width, 0.24 * s, 0.06 * s, mix(WHITE, t.light, 0.12))
    c.rect(left + 0.2 * s, y - 0.11 * s, 0.16 * s, 2.2 * s, t.deep(0.2))
    c.rect(left + width - 0.36 * s, y - 0.11 * s, 0.16 * s, 2.2 * s, t.deep(0.2))
    cloth = t.light if uniform == who.shirt else mix(t.dark, WHITE, 0.5)
    c.polygon(
        (at(-2.2, -0.35), at(-0.2, -0.35), at(-0.1, 0.6), at(-0.9, 0.85), at(-2.1, 0.5)), cloth
    )
    body = mix(WHITE, INK, 0.06)
    c.rounded(min(at(-2.0, 0)[0], at(-0.3, 0)[0]), y - 1.45 * s, 1.7 * s, 0.36 * s, 0.1 * s, body)
    c.rounded(min(at(-2.0, 0)[0], at(-1.6, 0)[0]), y - 1.45 * s, 0.4 * s, 1.1 * s, 0.1 * s, body)
    c.rounded(
        min(at(-0.66, 0)[0], at(-0.3, 0)[0]), y - 1.45 * s, 0.36 * s, 0.72 * s, 0.08 * s, body
    )
    c.line((at(-0.48, -0.75), at(-0.48, -0.4)), 0.06 * s, mix(INK, WHITE, 0.3))
    c.circle(*at(-2.12, -1.05), 0.28 * s, mix(t.dark, INK, 0.2))
