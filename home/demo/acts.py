"""Acts of people, each at its moment; and the acts that take a piece through its chain."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from accounts.models import User
from approvals import services
from approvals.models import GovernedPage, GovernedSnippet
from organisation.people import leaders_for

#: The stages after submission, in order, by content kind (requirements 1B).
ROUTES = {
    "page": ("unit", "editorial", "standing", "publication"),
    "translation": ("editorial", "standing", "publication"),
    "banner": ("unit", "editorial", "propaganda", "standing", "publication"),
    "programme": ("unit", "standing", "publication"),
}

#: Who acts at the stages that are served by the same person everywhere.
STAGE_PEOPLE = {
    "propaganda": "p-propaganda",
    "standing": "p-standing",
    "publication": "p-publisher",
}

#: Minutes from the writing to the submission, and from each step to the next.
_TO_SUBMIT, _TO_NEXT, _SPREAD = 5, 14, 9


@dataclass(frozen=True)
class Act:
    """Something done at ``at``; ``label`` names it if it fails."""

    at: datetime
    label: str
    do: Callable[[], Any]


@dataclass(frozen=True)
class Plan:
    """The life of one piece: who writes it when, and how far it gets (``state``).

    ``write`` makes the draft, or the new text of an existing page, and returns it.
    ``editor`` is the key of the editorial board's member; ``end`` holds what the
    states returned, scheduled and withdrawn need (``reason``, ``at``, ``by``).
    """

    key: str
    begins: datetime
    author: str
    write: Callable[[], GovernedPage | GovernedSnippet]
    route: str = "page"
    state: str = "published"
    editor: str = "p-editor"
    end: dict[str, Any] | None = None


def acts_of(plan: Plan, people: dict[str, User]) -> Iterator[Act]:
    """The acts of ``plan`` in order of time; ``people`` by key, read when an act is played."""
    life, times = _Life(plan, people), _times(plan)

    def act(what: str, do: Callable[[], Any], at: datetime | None = None) -> Act:
        return Act(at or next(times), f"{plan.key}: {what}", do)

    yield act("write", life.write)
    if plan.state == "draft":
        return
    yield act("submit", life.submit)
    for stage in _stages(plan):
        yield act(stage, partial(life.approve, stage))
    if plan.state == "returned":
        yield act("return", life.send_back)
    if plan.state == "withdrawn":
        yield act("withdraw", life.withdraw, life.end["at"])


class _Life:
    """One piece on its way: what is done to it, and by whom."""

    def __init__(self, plan: Plan, people: dict[str, User]):
        self.plan, self.people = plan, people
        self.end: dict[str, Any] = plan.end or {}
        self._piece: GovernedPage | GovernedSnippet | None = None

    def write(self) -> None:
        self._piece = self.plan.write()

    def submit(self) -> None:
        services.submit(self._now(), self.people[self.plan.author])

    def approve(self, stage: str) -> None:
        planned = self.plan.state == "scheduled" and stage == "publication"
        services.approve(
            self._now(), self._acting(stage), go_live_at=self.end["at"] if planned else None
        )

    def send_back(self) -> None:
        services.send_back(self._now(), self.people[self.end["by"]], comment=self.end["reason"])

    def withdraw(self) -> None:
        services.withdraw(self._now(), self.people[self.end["by"]], reason=self.end["reason"])

    def _now(self):
        """The piece as the database has it now."""
        return type(self._piece).objects.get(pk=self._piece.pk)

    def _acting(self, stage: str) -> User:
        if stage == "unit":
            author = self.people[self.plan.author]
            return leaders_for(self._now().unit).exclude(pk=author.pk)[0]
        key = self.plan.editor if stage == "editorial" else STAGE_PEOPLE[stage]
        return self.people[key]


def _stages(plan: Plan) -> tuple[str, ...]:
    """The stages that approve ``plan``: all, or those before the one where it stands."""
    route = ROUTES[plan.route]
    standing_at = "editorial" if plan.state == "returned" else plan.state
    return route[: route.index(standing_at)] if standing_at in route else route


def _times(plan: Plan) -> Iterator[datetime]:
    """When each step is done: minutes apart, the same at each loading, never quite regular."""
    chance = Random(plan.key)  # noqa: S311 (repeatable on purpose: nothing here is a secret)
    moment = plan.begins
    yield moment
    moment += timedelta(minutes=_TO_SUBMIT)
    while True:
        yield moment
        moment += timedelta(
            minutes=_TO_NEXT + chance.randrange(_SPREAD), seconds=chance.randrange(60)
        )
