"""Rooms where people meet, learn and work."""

import math
from itertools import pairwise
from random import Random

from .canvas import Canvas
from .colours import INK, WHITE, Tones, mix
from .people import bust, bust_from_behind, limb, somebody, standing
from .things import curtain, flowers, plant, podium, window


def hall(c: Canvas, t: Tones, rng: Random) -> None:
    """A conference: the table of the chair on the stage, rows of delegates from behind."""
    c.bands(0, 700, t.deep(0.55), t.deep(0.2), 6)
    curtain(c, 330, 60, 1140, 520, t.dark, t.deep(0.22), folds=19)
    c.circle(900, 235, 92, mix(t.dark, t.light, 0.25))
    c.star(900, 238, 74, t.light)
    for side in (-1, 1):  # side walls in perspective, with lamps
        edge = 900 + side * 570
        far = 900 + side * 960
        c.polygon(((edge, 60), (far, -60), (far, 800), (edge, 600)), t.deep(0.62))
        for i in range(3):
            x = edge + side * (70 + 95 * i)
            c.polygon(
                ((x, 190 - 16 * i), (x + side * 34, 180 - 16 * i), (x + side * 34, 330), (x, 322)),
                mix(t.light, t.dark, 0.15 + 0.1 * i),
            )
    c.polygon(((300, 575), (1500, 575), (1640, 668), (160, 668)), mix(t.light, t.dark, 0.42))
    c.polygon(((160, 668), (1640, 668), (1640, 700), (160, 700)), t.deep(0.45))
    seats = (660, 780, 900, 1020, 1140)
    shirts = (t.deep(0.7), mix(INK, t.dark, 0.35), WHITE)
    for x in seats:
        bust(c, x, 492, 42, somebody(rng, t, shirts).wearing(hair_style="short"), suit=True)
    c.rounded(580, 480, 640, 120, 8, t.pale(0.55))
    c.rect(580, 480, 640, 16, t.pale(0.8))
    flowers(c, 900, 482, 34, t)
    podium(c, 405, 600, 1.0, t)
    bust(c, 405, 452, 46, somebody(rng, t, (t.deep(0.75),)).wearing(hair_style="short"), suit=True)
    podium(c, 405, 600, 1.0, t, front_only=True)
    c.bands(700, 1200, t.deep(0.5), t.deep(0.72), 5)
    rows = ((758, 50, 118), (850, 66, 152), (975, 88, 204), (1140, 118, 276))
    for number, (y, s, step) in enumerate(rows):
        near = number / (len(rows) - 1)
        chair = mix(t.between(0.3), t.deep(0.75), near)
        shift = (number % 2) * step / 2
        count = math.ceil(1800 / step) + 2
        for i in range(count):
            seat = i * step - step / 2 + shift
            tones = (
                mix(t.deep(0.7), t.light, 0.1),
                mix(WHITE, t.dark, 0.14 + 0.22 * near),
                mix(t.between(0.45), INK, 0.25 * near),
            )
            bust_from_behind(c, seat, y, s, somebody(rng, t, tones))
            c.rounded(seat - 1.0 * s, y - 0.42 * s, 2.0 * s, 3.2 * s, 0.3 * s, chair)
            c.rounded(
                seat - 1.0 * s, y - 0.42 * s, 2.0 * s, 0.12 * s, 0.06 * s, mix(chair, WHITE, 0.16)
            )


def lesson(c: Canvas, t: Tones, rng: Random) -> None:
    """A course: a teacher at the board, people who write at their desks."""
    c.bands(0, 760, t.pale(0.72), t.pale(0.45), 5)
    for x in (90, 350):
        window(c, x, 120, 210, 400, t)
    c.rounded(770, 96, 880, 474, 12, mix(t.between(0.5), INK, 0.3))
    c.rounded(790, 116, 840, 434, 6, t.deep(0.25))
    chalk = mix(t.deep(0.25), WHITE, 0.72)
    for y, width in ((190, 300), (238, 220), (286, 260)):
        c.line(((1250, y), (1250 + width, y)), 9, chalk)
    for x, y in ((1000, 230), (1120, 390), (880, 390), (1360, 430)):
        c.circle(x, y, 38, chalk)
        c.circle(x, y, 29, t.deep(0.25))
    for ends in (((978, 262), (902, 358)), ((1022, 262), (1098, 358)), ((1158, 396), (1322, 424))):
        c.line(ends, 8, chalk)
    c.rect(770, 562, 880, 18, mix(t.between(0.5), INK, 0.45))
    c.bands(690, 1200, mix(t.between(0.62), WHITE, 0.35), mix(t.between(0.5), WHITE, 0.1), 4)
    teacher = somebody(rng, t, (t.accent,)).wearing(
        dress=True, hair_style="long", trousers=WHITE, shirt=mix(t.accent, t.dark, 0.35)
    )
    standing(
        c,
        690,
        742,
        88,
        teacher,
        right=((1.15, -4.75), (1.85, -5.35)),
        left=((-0.85, -3.8), (-0.4, -3.2)),
        turn=0.5,
    )
    for number, (y, s, step, start) in enumerate(((850, 74, 330, 70), (1090, 112, 480, -60))):
        wood = mix(mix(t.between(0.55), WHITE, 0.4), t.dark, 0.12 + 0.2 * number)
        for i in range(6):
            x = start + i * step
            learner = somebody(
                rng, t, (t.dark, WHITE, t.between(0.35), mix(t.accent, WHITE, 0.35), t.deep(0.4))
            )
            desk = y - 0.35 * s
            c.rounded(x - 1.75 * s, desk, 3.5 * s, 0.2 * s, 0.05 * s, mix(wood, WHITE, 0.3))
            c.polygon(
                (
                    (x + 0.5 * s, desk),
                    (x + 1.45 * s, desk),
                    (x + 1.3 * s, desk - 0.22 * s),
                    (x + 0.55 * s, desk - 0.22 * s),
                ),
                WHITE,
            )
            for side in (-1, 1):
                limb(
                    c,
                    (
                        (x + side * 0.72 * s, y - 0.15 * s),
                        (x + side * 1.02 * s, desk + 0.1 * s),
                        (x + side * 0.72 * s, desk - 0.12 * s),
                    ),
                    s,
                    mix(learner.shirt, INK, 0.1),
                    0.32,
                )
            bust_from_behind(c, x, y + 0.35 * s, s, learner)
            c.rounded(x - 0.95 * s, y + 0.15 * s, 1.9 * s, 3 * s, 0.2 * s, mix(wood, INK, 0.35))
            c.rect(x - 1.7 * s, desk + 0.2 * s, 0.1 * s, 3 * s, mix(wood, INK, 0.3))
            c.rect(x + 1.6 * s, desk + 0.2 * s, 0.1 * s, 3 * s, mix(wood, INK, 0.3))


def slides(c: Canvas, t: Tones, rng: Random) -> None:
    """A briefing: a scheme on the screen, a speaker who explains it, listeners."""
    c.bands(0, 900, t.deep(0.45), t.deep(0.1), 7)
    c.polygon(((560, 120), (1560, 120), (1700, 1200), (420, 1200)), WHITE, 0.05)
    c.rounded(548, 92, 1024, 596, 14, t.deep(0.7))
    c.rect(566, 110, 988, 560, t.pale(0.55))
    box, arrow = t.dark, mix(t.dark, t.light, 0.45)
    steps = ((690, 250), (1060, 250), (1430, 250), (1430, 500), (1060, 500))
    for (x, y), (nx, ny) in pairwise(steps):
        along = (nx > x) - (nx < x)
        down = (ny > y) - (ny < y)
        tip = (nx - along * 118, ny - down * 74)
        c.line(
            ((x + along * 110, y + down * 66), (tip[0] - along * 14, tip[1] - down * 14)), 11, arrow
        )
        c.polygon(
            (
                tip,
                (tip[0] - along * 30 - down * 20, tip[1] - down * 30 - along * 20),
                (tip[0] - along * 30 + down * 20, tip[1] - down * 30 + along * 20),
            ),
            arrow,
        )
    for number, (x, y) in enumerate(steps):
        last = number == len(steps) - 1
        c.rounded(x - 108, y - 62, 216, 124, 18, t.between(0.35) if last else box)
        c.circle(x - 58, y, 27, t.pale(0.5))
        c.line(((x - 8, y - 16), (x + 72, y - 16)), 11, t.pale(0.2))
        c.line(((x - 8, y + 18), (x + 40, y + 18)), 11, t.pale(0.2))
    c.line(((636, 500), (706, 560), (820, 440)), 30, t.between(0.62))
    speaker = somebody(rng, t, (WHITE,)).wearing(hair_style="short", trousers=mix(INK, t.dark, 0.4))
    standing(
        c,
        400,
        912,
        112,
        speaker,
        turn=0.5,
        right=((1.05, -4.55), (1.85, -5.05)),
        left=((-0.95, -3.9), (-0.5, -3.1)),
    )
    c.line(((607, 346), (668, 300)), 7, t.pale(0.5))
    c.bands(900, 1200, t.deep(0.62), t.deep(0.72), 3)
    for y, s, step, start in ((1010, 62, 190, 20), (1170, 96, 300, -70)):
        for i in range(11):
            shirts = (mix(t.dark, WHITE, 0.22), mix(t.light, t.dark, 0.5), mix(t.dark, WHITE, 0.4))
            bust_from_behind(c, start + i * step, y, s, somebody(rng, t, shirts))
            c.rounded(start + i * step - s, y - 0.4 * s, 2 * s, 3 * s, 0.25 * s, t.deep(0.8))


def screen(c: Canvas, t: Tones, rng: Random) -> None:
    """A desk with a computer; on it five steps, the last one done."""
    c.bands(0, 900, t.pale(0.82), t.pale(0.6), 5)
    c.circle(1440, 300, 210, t.pale(0.35))
    c.rounded(120, 130, 250, 330, 10, WHITE)
    c.rounded(140, 150, 210, 290, 6, mix(t.haze(0.75), t.light, 0.1))
    c.polygon(
        ((140, 440), (140, 350), (215, 270), (275, 345), (310, 310), (350, 360), (350, 440)),
        t.haze(0.45),
    )
    c.bands(905, 1200, mix(t.between(0.6), WHITE, 0.25), mix(t.between(0.45), WHITE, 0.05), 3)
    c.rect(-50, 900, 1900, 26, mix(t.between(0.6), WHITE, 0.5))
    c.ellipse(900, 985, 500, 26, INK, 0.12)
    c.polygon(((830, 790), (970, 790), (1010, 960), (790, 960)), t.deep(0.45))
    c.rounded(690, 945, 420, 34, 17, t.deep(0.6))
    c.rounded(370, 160, 1060, 660, 30, t.deep(0.7))
    c.rounded(398, 188, 1004, 576, 10, mix(t.dark, WHITE, 0.08))
    c.rect(398, 188, 1004, 62, mix(t.dark, WHITE, 0.2))
    for i, tone in enumerate((t.light, t.pale(0.4), t.haze(0.5))):
        c.circle(438 + 38 * i, 219, 12, tone)
    path = [(520, 560), (710, 420), (900, 560), (1090, 420), (1280, 500)]
    c.line(path, 12, mix(t.dark, WHITE, 0.45))
    for number, (x, y) in enumerate(path):
        last = number == len(path) - 1
        c.circle(x, y, 92 if last else 70, t.light if last else mix(t.dark, WHITE, 0.9))
        _step_sign(c, number, x, y, t)
    for i, width in enumerate((150, 110, 140, 120)):
        x = (520, 710, 900, 1090)[i]
        c.line(
            ((x - width / 2, path[i][1] + 108), (x + width / 2, path[i][1] + 108)),
            13,
            mix(t.dark, WHITE, 0.42),
        )
    c.rounded(600, 1010, 560, 96, 18, WHITE)
    for row in range(3):
        for key in range(12):
            c.rounded(622 + key * 44 - row * 4, 1024 + row * 25, 34, 17, 5, t.haze(0.72))
    c.ellipse(1275, 1058, 52, 72, WHITE)
    c.line(((1275, 1000), (1275, 1030)), 6, t.haze(0.6))
    plant(c, 215, 915, 1.25, t)
    c.rounded(1540, 790, 130, 150, 20, t.light)
    c.ellipse(1605, 794, 65, 15, mix(t.light, INK, 0.35))
    c.line(((1668, 830), (1712, 850), (1700, 895), (1664, 905)), 18, t.light)


def _step_sign(c: Canvas, number: int, x: float, y: float, t: Tones) -> None:
    """What each of the five steps is about: read, search, compare, ask, done."""
    tone = t.dark
    if number == 0:
        c.rounded(x - 27, y - 34, 54, 68, 6, tone)
        for i in range(3):
            c.line(((x - 15, y - 16 + 16 * i), (x + 15, y - 16 + 16 * i)), 6, t.pale(0.7))
    elif number == 1:
        c.line(((x + 10, y + 10), (x + 32, y + 32)), 13, tone)
        c.circle(x - 5, y - 5, 28, tone)
        c.circle(x - 5, y - 5, 18, mix(t.dark, WHITE, 0.9))
    elif number == 2:
        c.rounded(x - 36, y - 26, 32, 52, 5, tone)
        c.rounded(x + 4, y - 26, 32, 52, 5, t.between(0.7))
    elif number == 3:
        c.rounded(x - 38, y - 30, 76, 48, 16, tone)
        c.polygon(((x - 12, y + 14), (x + 14, y + 14), (x - 16, y + 38)), tone)
        for i in (-1, 0, 1):
            c.circle(x + 20 * i, y - 6, 6, t.pale(0.7))
    else:
        c.line(((x - 40, y + 2), (x - 10, y + 32), (x + 42, y - 30)), 20, tone)
