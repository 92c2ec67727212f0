"""Illustrations in place of photos."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from assets.placeholders import SCENES, banners, draw, draw_banner, draw_portrait
from assets.placeholders.lettering import Lettering

PALETTE = ("#8c1c13", "#f2c14e")
SANS = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")
FONTS = sorted(Path("static/fonts").glob("*700*.woff2"))


def colours(picture: Image.Image) -> int:
    return len(picture.getcolors(maxcolors=2**24))


@pytest.mark.parametrize("motif", SCENES)
def test_every_motif_fills_its_picture(motif):
    picture = draw(motif, PALETTE, size=(360, 240))

    assert picture.size == (360, 240)
    assert colours(picture) > 500


def test_the_same_seed_gives_the_same_picture():
    one, same, other = (draw("hall", PALETTE, size=(360, 240), seed=seed) for seed in "aab")

    assert ImageChops.difference(one, same).getbbox() is None
    assert ImageChops.difference(one, other).getbbox() is not None


def test_the_palette_may_come_in_any_order():
    one = draw("screen", PALETTE, size=(360, 240))
    other = draw("screen", PALETTE[::-1], size=(360, 240))

    assert ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize("size", [(360, 240), (240, 300), (400, 100)])
def test_other_shapes_are_cut_not_stretched(size):
    assert draw("flag", PALETTE, size=size).size == size


def test_an_unknown_motif_is_an_error():
    with pytest.raises(KeyError):
        draw("phoenix", PALETTE)


@pytest.mark.parametrize("motif", banners.MOTIFS)
def test_every_banner_stands_without_words_too(motif):
    picture = draw_banner("", PALETTE, motif, size=(800, 200))

    assert picture.size == (800, 200)
    assert colours(picture) > 50


@pytest.mark.parametrize("fonts", [[SANS], FONTS], ids=["one file", "web font in parts"])
def test_the_title_of_a_banner_stays_left_of_its_motif(fonts):
    title = "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
    silent = draw_banner("", PALETTE, "lotus")
    written = draw_banner(title, PALETTE, "lotus", fonts)

    left, top, right, bottom = ImageChops.difference(silent, written).getbbox()
    assert left >= 80
    assert right <= 1000
    assert top > 20
    assert bottom < 380


def test_each_letter_comes_from_the_font_that_has_it():
    lettering = Lettering(FONTS, 40)

    assert lettering._font_for("H") is not lettering._font_for("ọ")


def test_no_line_of_a_title_begins_with_a_dash():
    lettering = Lettering([SANS], 40)

    for width in range(300, 900, 20):
        lines = lettering.lines("Một giọt máu cho đi - Một cuộc đời ở lại", width)
        assert not any(line.lstrip().startswith("-") for line in lines)


@pytest.mark.parametrize("hair", ["short", "long", "bun"])
def test_portraits_are_four_to_five(hair):
    assert draw_portrait("KL", PALETTE, [SANS], hair=hair).size == (800, 1000)
