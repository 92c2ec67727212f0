"""Albums and films, each after the article or the event that it shows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.core.files.base import ContentFile

from assets.models import Image, Media
from units.slugs import free_slug

from ..models import PhotoAlbumPage, VideoPage
from . import files
from .acts import Plan
from .world import World, draft_below

#: When a piece is begun, and how long after the article that it belongs to at the earliest.
_HOUR = "16:30"
_AFTER_ARTICLE = timedelta(minutes=30)

#: Films of our own, drawn for the demo: ``<id>.webm``, its first card ``<id>.jpg``
#: and its captions ``<id>.vtt``.
CLIPS = Path(__file__).parent / "clips"
_SIZE = (960, 540)

#: The image of the file that stands for a film in lists.
_STILLS = {"v-gioi-thieu": "img-kiem-chung", "v-an-toan-dien": "img-dien-luc"}


def plans(world: World) -> Iterator[Plan]:
    for key, write in (("albums", _album), ("videos", _film)):
        for row in world.content[key]:
            begins = world.content.before_today(_begins(world, row))
            yield Plan(row["id"], begins, row["author"], partial(write, world, row))


def _begins(world: World, row: dict) -> datetime:
    """In the afternoon of its day, but not before the article that it belongs to."""
    begins = world.content.at(row["event"], _HOUR)
    for article in world.content["articles"]:
        if article["id"] == row.get("article"):
            told = world.content.at(article["event"], article.get("time", _HOUR))
            begins = max(begins, told + _AFTER_ARTICLE)
    return begins


def _album(world: World, row: dict) -> PhotoAlbumPage:
    by, parent = world.people[row["author"]], world.page_of_unit(row["unit"])
    album = PhotoAlbumPage(
        title=row["title"],
        slug=free_slug(parent, row["title"]),
        unit=world.units[row["unit"]],
        taken_on=world.content.day(row["event"]),
        article=world.pieces[row["article"]],
        photos=[("photo", _photo(world, row, key)) for key in row["images"]],
    )
    return draft_below(parent, album, by)


def _photo(world: World, row: dict, key: str) -> dict:
    image = files.image(world, key, row["unit"], world.people[row["author"]])
    return {"image": image, "caption": world.content["images"][key]["caption"], "credit": ""}


def _film(world: World, row: dict) -> VideoPage:
    by, parent = world.people[row["author"]], world.page_of_unit(row["unit"])
    film = VideoPage(
        title=row["title"],
        slug=free_slug(parent, row["title"]),
        unit=world.units[row["unit"]],
        taken_on=world.content.day(row["event"]),
        source=row["source"],
        media=_clip(world, row),
        main_image=_still(world, row),
    )
    return draft_below(parent, film, by)


def _still(world: World, row: dict) -> Image:
    return files.image(world, _STILLS[row["id"]], row["unit"], world.people[row["author"]])


def _clip(world: World, row: dict) -> Media:
    unit = world.units[row["unit"]]
    kept = Media(
        title=row["title"],
        type="video",
        duration=row["seconds"],
        width=_SIZE[0],
        height=_SIZE[1],
        file=_read(f"{row['id']}.webm"),
        thumbnail=_read(f"{row['id']}.jpg"),
        captions=_read(f"{row['id']}.vtt"),
        transcript=row["transcript"],
        source=row["source"],
        credit=unit.name,
        collection=unit.collection,
        uploaded_by_user=world.people[row["author"]],
    )
    kept.save()
    world.files += [kept.file, kept.thumbnail, kept.captions]
    return kept


def _read(name: str) -> ContentFile:
    return ContentFile((CLIPS / name).read_bytes(), name=name)
