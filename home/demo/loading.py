"""Plays the demo portal: everything or nothing, once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import attrgetter

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from wagtail.models import Page

from operations import audit
from operations.models import AuditEntry
from organisation.models import Unit

from ..services import found_portal
from . import (
    articles,
    banners,
    clock,
    errands,
    galleries,
    lists,
    pages,
    people,
    programme,
    translations,
    unit_pages,
)
from .acts import Act, Plan, acts_of
from .reading import Content
from .world import World

#: The act by which the trail remembers that the demo was loaded.
LOADED = "home.demo_loaded"

#: Of a password made up here: no letters and digits that look alike.
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 14

_EDITORS = ("p-editor", "p-editor2")
_STEP = 50


class PortalOccupied(Exception):
    """There is other content; its message is for people."""


@dataclass(frozen=True)
class Outcome:
    """``password`` is empty when the accounts keep one that the caller does not know."""

    content: Content
    password: str
    acts: int = 0
    passwords_changed: int = 0

    @property
    def is_new(self) -> bool:
        return self.acts > 0


def load(*, password: str, say: Callable[[str], None]) -> Outcome:
    """Load the demo into an empty portal; only keep ``password`` up where it is loaded.

    ``say`` gets a line of progress now and then. An interrupted loading leaves
    nothing behind. Raises PortalOccupied.
    """
    content = Content(timezone.localdate())
    if AuditEntry.objects.filter(action=LOADED).exists():
        changed = people.keep_password(content, password) if password else 0
        return Outcome(content, password, passwords_changed=changed)
    _refuse_other_content(content)
    password = password or get_random_string(_LENGTH, _LETTERS)
    world = World(content)
    with errands.put_off() as results:
        with all_or_nothing(world):
            played = play(acts(world, password), say)
            say(_("Bringing the indexes up to date"))
            errands.run(results)
            audit.record(LOADED, acts=played)
        errands.run(results)  # those that waited for the commit
    return Outcome(content, password, acts=played)


def acts(world: World, password: str) -> list[Act]:
    """Everything that happened up to now, in order of time."""
    content = world.content
    founded = people.founding_day(content)
    found = [
        *people.acts(world, password),
        Act(content.at(founded, "09:00"), "founding", lambda: _found(world)),
        *lists.topic_acts(world, content.at(founded, "09:30")),
        *lists.acts(world, content.at(pages.OPENING, "17:30")),
        Act(content.at(pages.OPENING, "17:30"), "site", lambda: pages.name_site(world)),
    ]
    for plan in _with_editors(world):
        found += acts_of(plan, world.people)
    now = timezone.now()
    return [act for act in sorted(found, key=attrgetter("at")) if act.at < now]


def _with_editors(world: World) -> Iterator[Plan]:
    """Every second piece is read by the other member of the editorial board."""
    everything = [
        plan
        for room in (pages, unit_pages, articles, banners, galleries, programme, translations)
        for plan in room.plans(world)
    ]
    for number, plan in enumerate(sorted(everything, key=attrgetter("begins"))):
        yield replace(plan, editor=_EDITORS[number % len(_EDITORS)])


def _found(world: World) -> None:
    found_portal(world.units[pages.UNIT])


def play(story: list[Act], say: Callable[[str], None]) -> int:
    """Do every act under the clock of its moment; return how many there were."""
    for number, act in enumerate(story):
        if number % _STEP == 0:
            say(
                _("%(done)s of %(all)s acts, now on %(day)s")
                % {"done": number, "all": len(story), "day": f"{act.at:%d/%m/%Y}"}
            )
        try:
            with clock.set_to(act.at):
                act.do()
        except Exception as error:
            error.add_note(f"while playing “{act.label}” of {act.at:%d/%m/%Y %H:%M}")
            raise
    return len(story)


def _refuse_other_content(content: Content) -> None:
    if (
        Unit.objects.exists()
        or Page.objects.filter(depth__gt=1).exists()
        or people.demo_accounts(content)
    ):
        raise PortalOccupied(
            _(
                "This portal already has units, pages or accounts of its own. The demonstration is"
                " loaded into an empty portal only: set DATA_DIR or DATABASE_URL to a new place"
                " and migrate there first."
            )
        )


@contextmanager
def all_or_nothing(world: World) -> Iterator[None]:
    """One transaction; files stored by a loading that fails are taken away again."""
    try:
        with transaction.atomic():
            yield
    except BaseException:  # Ctrl-C as well
        for file in world.files:
            file.storage.delete(str(file.name))
        raise
