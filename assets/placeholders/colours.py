"""Tones of an illustration, all mixed from the two colours of its palette."""

from dataclasses import dataclass

from PIL import ImageColor

Colour = tuple[int, int, int]

WHITE: Colour = (255, 253, 249)
INK: Colour = (29, 27, 26)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``one`` with ``share`` (0 to 1) of ``other`` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Rough perceived lightness, 0 (black) to 1 (white)."""
    red, green, blue = colour
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@dataclass(frozen=True)
class Tones:
    """The palette, darker colour first, and what is mixed from it."""

    dark: Colour
    light: Colour

    @classmethod
    def of(cls, palette: tuple[str, str]) -> "Tones":
        """From two CSS colours, in any order."""
        first, second = (ImageColor.getrgb(value)[:3] for value in palette)
        return cls(*sorted((first, second), key=luminance))

    def between(self, share: float) -> Colour:
        """From dark (0) to light (1)."""
        return mix(self.dark, self.light, share)

    def deep(self, share: float = 0.35) -> Colour:
        """The dark colour towards ink."""
        return mix(self.dark, INK, share)

    def pale(self, share: float = 0.75) -> Colour:
        """The light colour towards white."""
        return mix(self.light, WHITE, share)

    def haze(self, share: float = 0.8) -> Colour:
        """The dark colour towards white: walls and distance."""
        return mix(self.dark, WHITE, share)

    @property
    def accent(self) -> Colour:
        """The light colour, kept strong enough to stand out on pale ground."""
        return self.light if luminance(self.light) < 0.8 else self.between(0.55)
