"""English versions, written by the translator as texts of wagtail-localize, through chain C13."""

from collections.abc import Callable, Iterator
from copy import copy
from datetime import datetime, timedelta
from functools import partial

from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from units.slugs import ascii_slug

from . import bodies
from .acts import Plan
from .reading import Content
from .world import World

AUTHOR = "p-translator"

#: Day on which the standing pages are translated: what lies above comes first.
DAY, APART = -56, timedelta(minutes=6)
#: How long after its first hour, and at what hour at the earliest, an article is translated.
_AFTER, _NOT_BEFORE = timedelta(hours=4), "14:00"

#: Parts of the menu whose pages stand in English: those that lead to something there.
SECTIONS = ("don-vi", "gioi-thieu", "tin-tuc", "hoc-tap-va-lam-theo", "chuong-trinh-cong-tac")

#: Changes the fields of a copy of the Vietnamese page into English ones.
Speak = Callable[[Page], None]


def plans(world: World) -> Iterator[Plan]:
    """Home, sections, units, plain pages on one day; articles soon after they are public."""
    content = world.content
    for number, (key, find, speak) in enumerate(_standing(world)):
        yield _plan(world, key, content.at(DAY, "08:00") + number * APART, find, speak)
    for row in content["articles"]:
        if said := _english(content)["articles"].get(row["id"]):
            written = content.at(row["event"], row.get("time", _NOT_BEFORE)) + _AFTER
            begins = content.before_today(max(written, content.at(row["event"], _NOT_BEFORE)))
            yield _plan(
                world,
                row["id"],
                begins,
                partial(world.pieces.get, row["id"]),
                partial(_article, content, row["event"], said),
            )


def _english(content: Content) -> dict:
    return content["translations"]["en"]


def _standing(world: World) -> Iterator[tuple[str, Callable[[], Page | None], Speak]]:
    """Key, how to find the page when its time has come, and its English."""
    english = _english(world.content)
    yield "home", lambda: world.home, partial(_home, world, english["home"])
    for row in world.content["menu"]:
        if row["slug"] not in SECTIONS:
            continue
        said = english["menu"][row["slug"]]
        yield (
            row["slug"],
            partial(world.page, row["slug"]),
            partial(_section, english, row["slug"], said["title"]),
        )
    # Only the list of news has pages of its own below it that nobody else translates.
    news = world.content["menu"][[r["slug"] for r in world.content["menu"]].index("tin-tuc")]
    for title, said in zip(news["children"], english["menu"]["tin-tuc"]["children"], strict=True):
        path = f"tin-tuc/{ascii_slug(title)}"
        yield path, partial(world.page, path), partial(_titled, said)
    for key in _units(world.content):
        yield key, partial(world.page_of_unit, key), partial(_unit, english, key)
    for row in world.content["pages"]:
        if said := english["pages"].get(row["id"]):
            yield row["id"], partial(world.pieces.get, row["id"]), partial(_plain, said)


def _units(content: Content) -> list[str]:
    """Units with an English text, and those that an English article belongs to."""
    articles = [r for r in content["articles"] if r["id"] in _english(content)["articles"]]
    return list(dict.fromkeys([*_english(content)["units"], *(r["unit"] for r in articles)]))


def _plan(world: World, key: str, begins: datetime, find, speak: Speak) -> Plan:
    return Plan(
        f"{key} (en)", begins, AUTHOR, partial(_translate, world, find, speak), route="translation"
    )


def _translate(world: World, find: Callable[[], Page], speak: Speak) -> Page:
    """Write each English text beside its Vietnamese one; return the draft they make."""
    by, english = world.people[AUTHOR], Locale.objects.get_or_create(language_code="en")[0]
    page = find().specific
    source, _created = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.get_or_create(source=source, target_locale=english)
    spoken = copy(page)
    speak(spoken)
    texts = [part for part in extract_segments(spoken) if isinstance(part, StringSegmentValue)]
    segments = source.stringsegment_set.select_related("context").order_by("order")
    for segment, text in zip(segments, texts, strict=True):
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            locale=english,
            context_id=segment.context_id,
            defaults={"data": text.string.data, "last_translated_by": by},
        )
    return source.create_or_update_translation(english, user=by, publish=False)[0]


def _titled(title: str, page: Page) -> None:
    page.title = title


def _section(english: dict, slug: str, title: str, page: Page) -> None:
    """The list of units presents the bloc committee, as "About us" does in English."""
    page.title = title
    if slug == "don-vi":
        about = english["pages"]["pg-gioi-thieu"]["body"]
        page.introduction = bodies.paragraphs(about[0]["p"])


def _home(world: World, said: dict, page: Page) -> None:
    page.title, page.welcome = said["short_name"], said["welcome"]
    told = world.content["home_texts"]["titles"]
    english = {told[key]: title for key, title in said["titles"].items()}
    sections = list(page.sections.all())
    for section in sections:
        section.title = english[section.title]
    page.sections = sections


def _unit(english: dict, key: str, page: Page) -> None:
    name = english["unit_names"][key]
    intro = english["units"].get(key, {}).get("intro", f"News and contacts of the {name}.")
    page.title, page.introduction = name, bodies.paragraphs(intro)


def _plain(said: dict, page: Page) -> None:
    page.title = said["title"]
    _speak_body(page, bodies.body(said["body"]))


def _article(content: Content, day: int, said: dict, page: Page) -> None:
    said = content.filled(said, day, english=True)
    captions = _english(content)["images"]
    page.title, page.lead = said["title"], said["lead"]
    _speak_body(page, bodies.body(said["body"], image=lambda block: captions[block["ref"]]))


def _speak_body(page: Page, english: list[bodies.Block]) -> None:
    """Put ``english`` into the blocks of the body, which keep their ids and their files."""
    page.body = StreamValue(
        page.body.stream_block,
        [
            (name, block.block.normalize(_spoken(name, block.value, value)), block.id)
            for block, (name, value) in zip(page.body, english, strict=True)
        ],
    )


def _spoken(name: str, before, value):
    """An image stays the same one, and keeps its own credit where it gives none."""
    if name != "image":
        return value
    credit = value["credit"] if before["credit"] else ""
    return {**before, "caption": value["caption"], "credit": credit}
