"""Entries of the work programme for tests, public through their chain or in a draft."""

import datetime as dt

from django.utils import timezone

from approvals import services
from tests.pages import fresh
from units.models import ProgrammeEntry

#: The stages of chain C8 for a piece of the hospital.
STAGES = ("leader", "standing", "publisher")


def this_week(weekday: int = 2) -> dt.date:
    """A day of the present week; 0 is Monday."""
    today = timezone.localdate()
    return today - dt.timedelta(days=today.weekday() - weekday)


def draft_entry(bloc, title="Họp giao ban", **fields) -> ProgrammeEntry:
    """A draft of the hospital's contributor, with its first revision."""
    values = {
        "day": this_week(),
        "starts": dt.time(8, 0),
        "ends": dt.time(9, 30),
        "chair": "Bí thư Đảng ủy",
        "attendees": "Chi ủy các chi bộ",
        "place": "Phòng họp số 1",
        "unit": bloc.units.hospital,
        "author": bloc.contributor,
    }
    entry = ProgrammeEntry(title=title, live=False, **{**values, **fields})
    entry.full_clean()
    entry.save()
    entry.save_revision(user=bloc.contributor)
    return fresh(entry)


def public_entry(bloc, title="Họp giao ban", **fields) -> ProgrammeEntry:
    return through_chain(bloc, draft_entry(bloc, title, **fields))


def through_chain(bloc, entry: ProgrammeEntry) -> ProgrammeEntry:
    """Submitted, approved by the unit's leader and the standing member, and published."""
    services.submit(entry, bloc.contributor)
    for person in STAGES:
        services.approve(fresh(entry), getattr(bloc, person))
    return fresh(entry)


def changed(bloc, entry: ProgrammeEntry, **fields) -> ProgrammeEntry:
    """A public entry taken up again: its new draft."""
    entry = fresh(entry)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.full_clean()
    entry.save_revision(user=bloc.contributor)
    return fresh(entry)
