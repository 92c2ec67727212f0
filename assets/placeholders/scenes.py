"""Motifs by name."""

from collections.abc import Callable
from random import Random

from . import gatherings, indoors, neighbours, outdoors, workplaces
from .canvas import Canvas
from .colours import Tones

SCENES: dict[str, Callable[[Canvas, Tones, Random], None]] = {
    "hall": indoors.hall,
    "class": indoors.lesson,
    "slides": indoors.slides,
    "screen": indoors.screen,
    "hospital": workplaces.hospital,
    "heart": workplaces.donation,
    "factory": workplaces.factory,
    "post": neighbours.post,
    "flag": gatherings.oath,
    "sport": gatherings.badminton,
    "power": outdoors.power,
    "books": outdoors.library_bus,
    "gift": neighbours.visit,
}
