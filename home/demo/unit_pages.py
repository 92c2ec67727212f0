"""Texts of the units' pages: introduction, people in charge, contacts."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from wagtail.models import Page

from units.models import UnitPerson

from . import bodies
from .acts import Plan
from .world import World, revise

#: Day on which the units write their pages, and minutes from one to the next.
DAY, APART = -65, 12


def plans(world: World) -> Iterator[Plan]:
    """Each unit that writes pieces of its own; one that ends says so on its last day.

    Boards have no contributor and no leader: their pages carry their name only.
    """
    content = world.content
    for number, row in enumerate(content["units"]):
        author = world.contributor_of(row["id"])
        if author is None:
            continue
        day = row["ended"]["day"] - 1 if "ended" in row else DAY
        begins = content.at(day, "08:00") + timedelta(minutes=APART * number)
        yield Plan(row["id"], begins, author, partial(_write, world, row, author))


def _write(world: World, row: dict, author: str) -> Page:
    content = world.content
    seen_from = row["ended"]["day"] if "ended" in row else DAY
    page = world.page_of_unit(row["id"])
    page.introduction = bodies.paragraphs(content.filled(row["intro"], seen_from))
    page.member_count, page.cell_count = row.get("members"), row.get("cells")
    page.phone, page.email = row.get("phone", ""), row.get("email", "")
    if "ended" not in row:
        page.people = [
            UnitPerson(
                sort_order=order, person=world.people[key], role=content["people"][key]["post"]
            )
            for order, key in enumerate(row.get("leaders", ()))
        ]
    return revise(page, world.people[author])
