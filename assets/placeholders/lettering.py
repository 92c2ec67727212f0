"""Words on a banner or a portrait, in the portal's own type.

Web fonts come in files that each hold a part of the letters, so that every letter
is taken from the first file that has it.
"""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .colours import Colour

_NOWHERE = "\U0010ffff"  # a code point that no font has: shows what a missing letter looks like


class Lettering:
    """A type made of several font files at one size in pixels."""

    def __init__(self, fonts: Sequence[Path], size: int):
        self.size = size
        self._fonts = [ImageFont.truetype(str(path), size) for path in fonts]
        # Asked letter by letter: a layout engine would compose what a file does not have.
        self._probes = [
            ImageFont.truetype(str(path), 16, layout_engine=ImageFont.Layout.BASIC)
            for path in fonts
        ]
        self._missing = [bytes(probe.getmask(_NOWHERE)) for probe in self._probes]
        self._chosen: dict[str, ImageFont.FreeTypeFont] = {}

    def _font_for(self, letter: str) -> ImageFont.FreeTypeFont:
        if letter not in self._chosen:
            having = (
                font
                for font, probe, missing in zip(
                    self._fonts, self._probes, self._missing, strict=True
                )
                if letter.isspace() or bytes(probe.getmask(letter)) != missing
            )
            self._chosen[letter] = next(having, self._fonts[0])
        return self._chosen[letter]

    def _runs(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        runs: list[tuple[ImageFont.FreeTypeFont, str]] = []
        for letter in text:
            font = self._font_for(letter)
            if runs and runs[-1][0] is font:
                runs[-1] = (font, runs[-1][1] + letter)
            else:
                runs.append((font, letter))
        return runs

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for font, run in self._runs(text))

    def write(self, image: Image.Image, x: float, baseline: float, text: str, fill: Colour) -> None:
        """``text`` from ``x`` on, in pixels of ``image``."""
        draw = ImageDraw.Draw(image)
        for font, run in self._runs(text):
            draw.text((x, baseline), run, fill, font, anchor="ls")
            x += font.getlength(run)

    def lines(self, text: str, width: float) -> list[str]:
        """``text`` in as few lines as ``width`` allows, of lengths as even as may be."""
        words = text.replace(" -", "\N{NO-BREAK SPACE}-").split(" ")  # no line begins with a dash
        count = len(self._broken(words, width))
        narrow = width
        while narrow > width / 2 and len(self._broken(words, narrow * 0.96)) == count:
            narrow *= 0.96
        return self._broken(words, narrow)

    def _broken(self, words: list[str], width: float) -> list[str]:
        lines: list[str] = []
        for word in words:
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines
