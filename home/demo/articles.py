"""Articles, each written on its event day by a contributor of its unit."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from units.models import ArticlePage, SectionPage
from units.slugs import free_slug

from . import bodies, files
from .acts import Plan
from .world import World, draft_below

#: When a piece is begun whose hour the file does not say.
_NO_HOUR = "16:00"
#: When a piece is taken down on the day the file names.
_WITHDRAWN_AT = "08:10"


def plans(world: World) -> Iterator[Plan]:
    content = world.content
    for row in content["articles"]:
        begins = content.at(row["event"], row.get("time", _NO_HOUR))
        yield Plan(
            row["id"],
            content.before_today(begins),
            row["author"],
            partial(_write, world, row),
            state=row["state"],
            end=_end(world, row),
        )


def _end(world: World, row: dict) -> dict[str, Any] | None:
    if "publish" in row:
        return {"at": world.content.at(row["publish"]["offset"], row["publish"]["time"])}
    if "withdrawn" in row:
        told = row["withdrawn"]
        return {**told, "at": world.content.at(told["day"], _WITHDRAWN_AT)}
    return row.get("returned")


def _write(world: World, row: dict) -> ArticlePage:
    content, by = world.content, world.people[row["author"]]
    parent = world.page_of_unit(row["unit"])
    said = content.filled({key: row[key] for key in ("title", "lead", "body")}, row["event"])
    section = world.page(row["section"])
    source = row.get("source", {})
    page = ArticlePage(
        title=said["title"],
        slug=free_slug(parent, said["title"]),
        kind=row["kind"],
        lead=said["lead"],
        unit=world.units[row["unit"]],
        section=section if isinstance(section, SectionPage) else None,
        featured=row.get("featured", False),
        origin=row["origin"],
        source_name=source.get("name", ""),
        source_url=source.get("url", ""),
        source_date=content.day(source["date_offset"]) if source else None,
        event_date=content.day(row["event"]),
    )
    if "image" in row:
        page.main_image = files.image(world, row["image"], row["unit"], by)
    page.body = bodies.body(
        said["body"],
        image=lambda block: _image(world, row, block),
        file=lambda block: _paper(world, row, said, block),
    )
    page.topics.set([world.topics[key] for key in row["topics"]])
    world.pieces[row["id"]] = draft_below(parent, page, by)
    return page


def _image(world: World, row: dict, block: dict) -> dict:
    said = world.content["images"][block["ref"]]
    image = files.image(world, block["ref"], row["unit"], world.people[row["author"]])
    return {
        "image": image,
        "caption": block.get("caption", said["caption"]),
        "credit": block.get("credit", ""),
    }


def _paper(world: World, row: dict, said: dict, block: dict) -> dict:
    """A form has lines of its own; any other file has the words of the article that offers it."""
    words = [said["lead"], *(part["p"] for part in said["body"] if "p" in part)]
    words = block.get("lines", words)
    document = files.paper(
        world, block["title"], words, world.units[row["unit"]], world.people[row["author"]]
    )
    return {"document": document, "title": ""}
