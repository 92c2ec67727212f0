"""Entries of the work programme, on the Friday before their week; and what changed later."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from units.models import EntryState, ProgrammeEntry

from .acts import Plan
from .world import World, draft_snippet

#: When the entries of a week are handed in: the hour of the Friday before it.
_HOUR, _FRIDAY = time(9, 0), timedelta(days=3)
#: How long after it was handed in an entry that changes is taken up again: it is public by then.
_LATER = timedelta(minutes=90)
#: How the chairs of the committee's own meetings are written.
_COMMITTEE_CHAIR = "Đồng chí "


def plans(world: World) -> Iterator[Plan]:
    for number, row in enumerate(world.content["programme"]):
        begins = world.content.before_today(_begins(world, row, number))
        yield _plan(row["id"], begins, row, partial(_write, world, row))
        if _change(row):
            again = partial(_rewrite, world, row)
            yield _plan(f"{row['id']} changed", begins + _LATER, row, again)


def _plan(key: str, begins: datetime, row: dict, write) -> Plan:
    return Plan(key, begins, row["author"], write, route="programme", state="published")


def _change(row: dict) -> dict:
    return row.get("changed") or row.get("cancelled") or {}


def _day(world: World, row: dict) -> date:
    today = world.content.today
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=row["week"], days=row["dow"] - 1)


def _begins(world: World, row: dict, number: int) -> datetime:
    day = _day(world, row)
    friday = day - timedelta(days=day.weekday()) - _FRIDAY
    begins = datetime.combine(friday, _HOUR, world.content.zone)
    return begins + timedelta(minutes=5 * number)


def _write(world: World, row: dict) -> ProgrammeEntry:
    """As it was first announced: before its change, if there was one."""
    by, change = world.people[row["author"]], _change(row)
    entry = ProgrammeEntry(
        title=row["title"],
        day=_day(world, row),
        starts=time.fromisoformat(change.get("from", row["from"])),
        ends=_first_end(row, change),
        chair=row["chair"],
        attendees=row["who"],
        place=row["place"],
        of_committee=row["chair"].startswith(_COMMITTEE_CHAIR),
        unit=world.units[row["unit"]],
    )
    world.entries[row["id"]] = draft_snippet(entry, by)
    return entry


def _first_end(row: dict, change: dict) -> time:
    """What was moved took as long before as after."""
    ends = datetime.combine(date.min, time.fromisoformat(row["to"]))
    if "from" not in change:
        return ends.time()
    moved = datetime.combine(date.min, time.fromisoformat(row["from"]))
    first = datetime.combine(date.min, time.fromisoformat(change["from"]))
    return (ends - (moved - first)).time()


def _rewrite(world: World, row: dict) -> ProgrammeEntry:
    entry = ProgrammeEntry.objects.get(pk=world.entries[row["id"]].pk)
    entry.starts, entry.ends = (time.fromisoformat(row[key]) for key in ("from", "to"))
    entry.state = EntryState.CANCELLED if "cancelled" in row else EntryState.CHANGED
    entry.note = _change(row)["note"]
    entry.full_clean()
    entry.save_revision(user=world.people[row["author"]], log_action=True)
    return entry
