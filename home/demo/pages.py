"""The portal's own pages: home, sections, plain pages, leading bodies."""

from collections.abc import Iterator
from functools import partial

from wagtail.models import Site

from units import front
from units.models import LeadershipMember, LeadershipPage
from units.slugs import ascii_slug

from ..models import HomePage, HomeSection, StandardPage
from . import bodies, files
from .acts import Plan
from .reading import Content
from .world import World, draft_below, revise

#: Day on which the pages are written: the portal opens to readers in its present form.
OPENING = -64

#: The unit that writes for the portal as a whole, and its contributor.
UNIT, AUTHOR = "van-phong", "p-office"

#: Block of the file -> kind of block of the home page, where it has another name.
KINDS = {"hoc_tap_bac": "pieces", "guong_dien_hinh": "pieces", "bao_ve_nen_tang": "pieces"}

#: Where the titles of blocks lead, and whose pieces they show.
BLOCK_PAGES = {
    "latest_news": "tin-tuc",
    "notices": "tin-tuc/thong-bao",
    "grassroots_news": "tin-tuc/tin-tu-co-so",
    "this_week": "chuong-trinh-cong-tac",
    "hoc_tap_bac": "hoc-tap-va-lam-theo",
}
BLOCK_TOPICS = {"guong_dien_hinh": "guong-dien-hinh", "bao_ve_nen_tang": "bao-ve-nen-tang"}

#: Topics whose articles a section lists beside its own (R39).
SECTION_TOPICS = {"hoc-tap-va-lam-theo": ("hoc-tap-bac", "guong-dien-hinh")}

_WORDS_OF_SLUG = 3


def plans(world: World) -> Iterator[Plan]:
    """Sections and plain pages in the morning, leading bodies and the home page after noon."""
    content = world.content
    for key, topics in SECTION_TOPICS.items():
        yield _plan(content, key, "07:40", partial(_section, world, key, topics))
    yield _plan(content, "don-vi", "07:50", partial(_units, world))
    for number, row in enumerate(content["pages"]):
        clock = f"{8 + number // 4:02}:{number % 4 * 15:02}"
        yield _plan(
            content, row["id"], clock, partial(_plain, world, row), row.get("state", "published")
        )
    for number, row in enumerate(content["leadership"]):
        yield _plan(
            content, row["body"], f"13:{30 + number * 10}", partial(_leadership, world, row)
        )
    yield _plan(content, "home", "14:30", partial(_home, world))


def _plan(content: Content, key: str, clock: str, write, state: str = "published") -> Plan:
    return Plan(key, content.at(OPENING, clock), AUTHOR, write, state=state)


def _section(world: World, path: str, topics: tuple[str, ...]):
    page = world.page(path)
    page.topics = [world.topics[key] for key in topics]
    return revise(page, world.people[AUTHOR])


def _units(world: World):
    """The list of units is the public face of the bloc committee."""
    page = world.page("don-vi")
    bloc = next(row for row in world.content["units"] if row["kind"] == "bloc")
    page.introduction = bodies.paragraphs(bloc["intro"])
    return revise(page, world.people[AUTHOR])


def _plain(world: World, row: dict) -> StandardPage:
    by = world.people[row["author"]]
    above, _slash, slug = row["slug"].rpartition("/")
    page = StandardPage(
        title=row["title"],
        slug=slug,
        unit=world.units[row["unit"]],
        body=bodies.body(world.content.filled(row["body"], OPENING)),
        show_in_menus=True,
    )
    world.pieces[row["id"]] = draft_below(world.page(above), page, by)
    return page


def _leadership(world: World, row: dict) -> LeadershipPage:
    by = world.people[AUTHOR]
    decisions = {document["id"]: document["number"] for document in world.content["documents"]}
    page = LeadershipPage(
        title=row["body"],
        # "Ban Chấp hành Đảng bộ Khối": the words after the third only say whose body it is.
        slug=ascii_slug(" ".join(row["body"].split()[:_WORDS_OF_SLUG])),
        unit=world.units[UNIT],
        body_name=row["body"],
        term=row["term"],
        decision=decisions.get(row.get("decision"), ""),
        show_in_menus=True,
    )
    page.members = [
        LeadershipMember(
            sort_order=member["order"],
            person=world.people[member["person"]],
            role=member["role"],
            duty=member.get("duty", ""),
            portrait=files.portrait(world, member["person"], UNIT, by),
        )
        for member in row["members"]
    ]
    return draft_below(world.page("gioi-thieu"), page, by)


def _home(world: World) -> HomePage:
    """The blocks of the file that the rooms built so far offer, in the file's order."""
    texts = world.content["home_texts"]
    page = world.home
    page.title = world.content["organisation"]["short_name"]
    page.welcome = texts["welcome"]
    page.sections = [
        HomeSection(
            sort_order=number,
            kind=KINDS.get(key, key),
            title=texts["titles"][key],
            page=world.page(BLOCK_PAGES[key]) if key in BLOCK_PAGES else None,
            topic=world.topics[BLOCK_TOPICS[key]] if key in BLOCK_TOPICS else None,
        )
        for number, key in enumerate(world.content["home_blocks"])
        if front.get(KINDS.get(key, key))
    ]
    return revise(page, world.people[AUTHOR])


def name_site(world: World) -> None:
    """The site bears the name of its home page, once that is public."""
    site = Site.objects.get(is_default_site=True)
    site.site_name = world.home.title
    site.save()
