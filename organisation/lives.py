"""What else must happen when a unit's life takes a turn.

This room knows units; pages, chains and quotas belong to the rooms above it.
They register a participant in their ``AppConfig.ready()`` and are called inside
the transaction of the operation: what one of them refuses, nobody has done.
"""

from .models import Unit


class Participant:
    """Base of the participants; override what concerns your room."""

    def unit_created(self, unit: Unit, by) -> None:
        """``unit`` has just been created, with its group and collection, by the user ``by``.

        ``by`` is None when no person stands behind it (a migration).
        """

    def unit_changed(self, unit: Unit, by) -> None:
        """The data of ``unit`` (name, parent, dates) have just been changed by ``by``."""


_participants: list[Participant] = []


def register(participant: Participant) -> None:
    """Take part in the life of every unit from now on."""
    _participants.append(participant)


def participants() -> tuple[Participant, ...]:
    """All participants, in the order of their registration."""
    return tuple(_participants)
