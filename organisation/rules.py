"""Rules of the organisation that need no database: kinds of units and the tree they form."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    BLOC = "bloc", _("bloc committee")
    BOARD = "board", _("board")
    AGENCY = "agency", _("advisory agency")
    GRASSROOTS_COMMITTEE = "grassroots_committee", _("grassroots committee")
    GRASSROOTS_CELL = "grassroots_cell", _("grassroots cell")
    CELL = "cell", _("cell")


#: Under which kinds a kind may stand (requirements R02); nothing stands above a bloc.
PARENT_KINDS: dict[str, frozenset[str]] = {
    UnitKind.BLOC: frozenset(),
    UnitKind.BOARD: frozenset({UnitKind.BLOC}),
    UnitKind.AGENCY: frozenset({UnitKind.BLOC}),
    UnitKind.GRASSROOTS_COMMITTEE: frozenset({UnitKind.BLOC}),
    UnitKind.GRASSROOTS_CELL: frozenset({UnitKind.BLOC}),
    UnitKind.CELL: frozenset({UnitKind.GRASSROOTS_COMMITTEE}),
}


class Term(Protocol):
    """Anything in force from ``started_on`` (included) to ``ended_on`` (excluded; None: open)."""

    started_on: date
    ended_on: date | None


def tidy(text: str) -> str:
    """``text`` in NFC (TCVN 6909:2001) with single spaces, so that equal names compare equal."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def check_term(term: Term) -> None:
    """Refuse a term that ends before it starts."""
    if term.ended_on and term.started_on and term.ended_on < term.started_on:
        raise ValidationError(
            {
                "ended_on": _(
                    "The term cannot end before it starts. Please correct one of the dates."
                )
            }
        )


def overlap(one: Term, other: Term) -> bool:
    """Whether two terms share a day."""
    return (one.ended_on is None or other.started_on < one.ended_on) and (
        other.ended_on is None or one.started_on < other.ended_on
    )


def check_place(kind: str, parent_kind: str | None) -> None:
    """Refuse a ``kind`` of unit under a unit of ``parent_kind`` (None: under nothing)."""
    allowed = PARENT_KINDS[kind]
    if parent_kind is None and not allowed:
        return
    if not allowed:
        raise ValidationError(
            {"parent": _("The bloc committee stands above all: leave this empty.")}
        )
    if parent_kind not in allowed:
        names = ", ".join(str(UnitKind(name).label) for name in sorted(allowed))
        raise ValidationError(
            {
                "parent": _(
                    "A unit of the kind “%(kind)s” stands under a unit of the kind: %(names)s."
                )
                % {"kind": UnitKind(kind).label, "names": names}
            }
        )


def check_children(kind: str, child_kinds: Iterable[str]) -> None:
    """Refuse to make a unit a ``kind`` under which its present children could not stand."""
    if any(kind not in PARENT_KINDS[child] for child in child_kinds):
        raise ValidationError(
            {"kind": _("Units that stand under this one do not belong under a unit of this kind.")}
        )
