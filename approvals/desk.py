"""The desk: what waits for me, mine on the way, sent back to me. Reads ``Piece`` rows only."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Task

from . import acts
from .models.piece import Piece
from .models.stages import Stage

#: Rows of one list on the admin home; the rest is behind "all".
SHOWN = 20


def waiting_for(user) -> QuerySet[Piece]:
    """Pieces that ``user`` may act on now, earliest due first."""
    mine = Q(pk__in=[])
    for stage in Task.objects.filter(active=True).specific():
        if isinstance(stage, Stage):
            mine |= Q(stage=stage.pk, unit__in=stage.units_served_by(user))
    pieces = Piece.objects.filter(mine, state=Piece.State.IN_REVIEW, held="")
    if not acts.four_eyes_relaxed():
        pieces = pieces.exclude(actors=user)
    return _ordered(pieces)


def on_the_way_of(user) -> QuerySet[Piece]:
    """What ``user`` wrote and is in review or planned."""
    states = (Piece.State.IN_REVIEW, Piece.State.SCHEDULED)
    return _ordered(Piece.objects.filter(author=user, state__in=states))


def sent_back_to(user) -> QuerySet[Piece]:
    return _ordered(Piece.objects.filter(author=user, state=Piece.State.RETURNED))


def drafts_of(user) -> QuerySet[Piece]:
    return _ordered(Piece.objects.filter(author=user, state=Piece.State.DRAFT))


def _ordered(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    return pieces.select_related("unit", "author", "stage").order_by("due", "since", "pk")


@dataclass(frozen=True)
class DeskRow:
    """One piece on the desk, with where to act on it."""

    piece: Piece
    address: str

    @property
    def late(self) -> bool:
        return self.piece.due is not None and self.piece.due < timezone.now()


class DeskPanel(Component):
    """The lists, at the top of the admin home."""

    name = "desk"
    order = 10
    template_name = "approvals/admin/desk.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context) -> dict:
        lists = [
            ("waiting", waiting_for(self.user)),
            ("returned", sent_back_to(self.user)),
            ("on_the_way", on_the_way_of(self.user)),
            ("drafts", drafts_of(self.user)),
        ]
        return {
            "lists": [
                {"name": name, "count": rows.count(), "rows": self._rows(rows[:SHOWN])}
                for name, rows in lists
            ]
        }

    def _rows(self, pieces) -> list[DeskRow]:
        return [DeskRow(piece, self._address(piece)) for piece in pieces]

    def _address(self, row: Piece) -> str:
        base = row.content_type_id
        if base == self._page_type.pk:
            return reverse("approvals:review_page", args=[row.object_id])
        return reverse("approvals:review", args=[base, row.object_id])

    @cached_property
    def _page_type(self) -> ContentType:
        return ContentType.objects.get_for_model(Page)
