"""What the home page can show.

``home`` lies above every room that has something to show, so the registry is down
here: a room registers its blocks in ``AppConfig.ready()`` and ``home`` draws them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class FrontBlock:
    """One kind of block of the home page.

    ``context(section, request, shown)`` returns what ``template`` needs, or None when
    there is nothing to show: the block is then left out and its neighbours close the
    gap. ``section`` is a ``home.HomeSection`` with title, count, page and topic;
    ``shown`` holds the ids of pages that stand further up on the page already.
    ``columns`` of 12: neighbours that fit share a row, a lone one takes the whole row.
    """

    kind: str
    label: str | Promise
    template: str
    context: Callable[[Any, HttpRequest, set[int]], dict | None]
    columns: int = 12


_blocks: dict[str, FrontBlock] = {}


def register(block: FrontBlock) -> None:
    """Offer a block; raise ValueError when its kind is taken."""
    if block.kind in _blocks:
        raise ValueError(f"A block of kind {block.kind!r} is already registered.")
    _blocks[block.kind] = block


def get(kind: str) -> FrontBlock | None:
    """The block of that kind; None when no room offers it (any more)."""
    return _blocks.get(kind)


def choices() -> list[tuple[str, Any]]:
    """For the form: kinds with their labels, in the order of registration."""
    return [(block.kind, block.label) for block in _blocks.values()]
