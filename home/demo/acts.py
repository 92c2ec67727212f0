"""Acts of people, each at its moment; and the acts that take a piece through its chain."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from accounts.models import User
from approvals import services
from approvals.models import GovernedPage, GovernedSnippet
from organisation.people import leaders_for

#: The stages after submission, in order, by content kind (requirements 1B).
ROUTES = {
    "page": ("unit", "editorial", "standing", "publication"),
    "banner": ("unit", "editorial", "propaganda", "standing", "publication"),
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
    """Something done at ``at``; ``label`` names it where it fails."""

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
    piece: list = []

    def current():
        """The piece as the database has it now."""
        return type(piece[0]).objects.get(pk=piece[0].pk)

    def acting(stage: str) -> User:
        if stage == "unit":
            return leaders_for(current().unit).exclude(pk=people[plan.author].pk)[0]
        return people[plan.editor if stage == "editorial" else STAGE_PEOPLE[stage]]

    def approval(stage: str, go_live_at: datetime | None) -> Callable[[], None]:
        return lambda: services.approve(current(), acting(stage), go_live_at=go_live_at)

    times = _times(plan)
    yield Act(next(times), f"{plan.key}: write", lambda: piece.append(plan.write()))
    if plan.state == "draft":
        return
    yield Act(
        next(times), f"{plan.key}: submit", lambda: services.submit(current(), people[plan.author])
    )
    end = plan.end or {}
    planned = end["at"] if plan.state == "scheduled" else None
    for stage in _stages(plan):
        go_live_at = planned if stage == "publication" else None
        yield Act(next(times), f"{plan.key}: {stage}", approval(stage, go_live_at))
    if plan.state == "returned":
        yield Act(
            next(times),
            f"{plan.key}: return",
            lambda: services.send_back(current(), people[end["by"]], comment=end["reason"]),
        )
    if plan.state == "withdrawn":
        yield Act(
            end["at"],
            f"{plan.key}: withdraw",
            lambda: services.withdraw(current(), people[end["by"]], reason=end["reason"]),
        )


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
