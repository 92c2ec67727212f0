"""Banners, each through its chain before it is due."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from wagtail.models import Page

from ..models import Banner
from . import files
from .acts import Plan
from .world import World, draft_snippet

#: Days from the writing of a banner to its first day, and the hour of the writing.
_DAYS_AHEAD, _HOUR = 2, "09:00"
#: How long after an article is begun a banner that leads to it is written: it is public by then.
_AFTER_ARTICLE = timedelta(hours=3)


def plans(world: World) -> Iterator[Plan]:
    for number, row in enumerate(world.content["banners"]):
        yield Plan(
            row["id"],
            world.content.before_today(_begins(world, row)),
            row["author"],
            partial(_write, world, row, number),
            route="banner",
            state=row["state"],
        )


def _begins(world: World, row: dict) -> datetime:
    """Before its first day, but not before the article that it leads to."""
    begins = world.content.at(row["from"] - _DAYS_AHEAD, _HOUR)
    for article in world.content["articles"]:
        if article["id"] == row["link"]:
            told = world.content.at(article["event"], article["time"])
            begins = max(begins, told + _AFTER_ARTICLE)
    return begins


def _write(world: World, row: dict, number: int) -> Banner:
    content, by = world.content, world.people[row["author"]]
    banner = Banner(
        title=row["title"],
        image=files.banner_image(world, row, by),
        place=row["place"],
        show_from=content.at(row["from"], "00:00"),
        show_until=None if row["to"] is None else content.at(row["to"] + 1, "00:00"),
        link_page=_target(world, row["link"]),
        sort_order=number,
        unit=world.units[row["unit"]],
    )
    return draft_snippet(banner, by)


def _target(world: World, link: str | None) -> Page | None:
    """The piece with that id or the page at that path; None while neither is there."""
    if link is None:
        return None
    return world.pieces.get(link) or world.page(link)
