"""What the office keeps without a chain: settings, topics, sources, menu, links."""

from collections.abc import Iterator
from datetime import datetime

from wagtail.log_actions import log
from wagtail.models import Page

from organisation.models import PortalSettings
from units.models import ReprintSource, Topic
from units.slugs import ascii_slug

from ..models import ExternalLink, MenuItem
from .acts import Act
from .world import World

#: Who keeps the lists.
OFFICE = "p-office"

#: Items of the second level that lead elsewhere than their title says.
MENU_PLACES = {
    "Cơ quan tham mưu": "/don-vi/#agencies",
    "Tổ chức cơ sở đảng": "/don-vi/#grassroots",
    "Ảnh": "/thu-vien/anh/",
    "Video": "/thu-vien/video/",
    "Quy định hoạt động của Trang": "gioi-thieu/quy-dinh-hoat-dong",
}

#: Items that stand in the list of all sections only: the row has room for seven.
BESIDE_THE_ROW = {"thu-vien"}

#: The item below which every unit stands by itself (R02).
UNITS = "don-vi"


def topic_acts(world: World, at: datetime) -> Iterator[Act]:
    """Topics are there before the first article carries one."""
    for number, row in enumerate(world.content["topics"]):
        yield Act(at, row["id"], lambda n=number, r=row: _topic(world, n, r))


def acts(world: World, at: datetime) -> Iterator[Act]:
    """Everything else, once the pages that the menu leads to are there."""
    yield Act(at, "settings", lambda: _settings(world))
    yield Act(at, "sources", lambda: _sources(world))
    yield Act(at, "links", lambda: _links(world))
    yield Act(at, "menu", lambda: _menu(world))


def _keep(world: World, row) -> None:
    """Save ``row``, recorded as the admin records it."""
    by = world.people[OFFICE]
    row.full_clean()
    row.save()
    log(instance=row, action="wagtail.create", user=by, content_changed=True)


def _topic(world: World, number: int, row: dict) -> None:
    topic = Topic(name=row["name"], slug=row["id"], sort_order=number)
    _keep(world, topic)
    world.topics[row["id"]] = topic


def _settings(world: World) -> None:
    said = world.content["organisation"]
    english = world.content["translations"]["en"]["home"]
    licence, responsible = said["licence"], said["responsible"]
    settings = PortalSettings.load()
    values = {
        **{name: said[name] for name in ("site_title", "short_name", "slogan", "copyright")},
        **{name: said[name] for name in ("address", "phone", "fax", "email")},
        "managing_body": said["name"],
        "licence_number": licence["number"],
        "licence_issuer": licence["issuer"],
        "licence_date": licence["date_text"],
        "responsible_person": world.content["people"][responsible["person"]]["name"],
        "responsible_post": responsible["post"],
        "notice": world.content["meta"]["notice"],
        "managing_body_en": said["name_en"],
        **{
            f"{name}_en": english[name]
            for name in ("site_title", "short_name", "slogan", "copyright", "notice")
        },
    }
    for name, value in values.items():
        setattr(settings, name, value)
    settings.full_clean()
    settings.save()
    log(
        instance=settings,
        action="wagtail.edit",
        user=world.people[OFFICE],
        content_changed=True,
    )


def _sources(world: World) -> None:
    for row in world.content["reprint_sources"]:
        until = world.content.day(row["valid_to"]) if "valid_to" in row else None
        _keep(
            world,
            ReprintSource(
                name=row["name"], url=row["url"], agreement=row["agreement"], valid_until=until
            ),
        )


def _links(world: World) -> None:
    for number, row in enumerate(world.content["links"]):
        _keep(world, ExternalLink(title=row["title"], url=row["url"], sort_order=number))


def _menu(world: World) -> None:
    """Items whose page is there; those of rooms that are still to come are left out."""
    english = world.content["translations"]["en"]["menu"]
    for number, row in enumerate(world.content["menu"]):
        page = world.page(row["slug"])
        if page is None:
            continue
        said = english[row["slug"]]
        item = MenuItem(
            title=row["title"],
            title_en=said["title"],
            page=page,
            sort_order=number,
            in_row=row["slug"] not in BESIDE_THE_ROW,
            lists_children=row["slug"] == UNITS,
        )
        _keep(world, item)
        titles = zip(row.get("children", ()), said.get("children", ()), strict=True)
        for below, (title, title_en) in enumerate(titles):
            place = _place(world, row["slug"], title)
            if place:
                texts = {"title": title, "title_en": title_en}
                _keep(world, MenuItem(parent=item, sort_order=below, **texts, **place))


def _place(world: World, parent: str, title: str) -> dict[str, Page | str]:
    """Where an item of the second level leads: ``{"page"}``, ``{"url"}`` or nothing."""
    path = MENU_PLACES.get(title, f"{parent}/{ascii_slug(title)}")
    if path.startswith("/"):
        return {"url": path}
    page = world.page(path)
    return {"page": page} if page else {}
