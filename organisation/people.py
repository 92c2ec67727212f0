"""Who holds which role today: the one place that answers it.

Everything that depends on a role asks here at the moment it matters, so that a
term that has ended is gone at once, with no job run.
"""

from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from .collation import alphabetical
from .models import Membership, Role, Unit


def holders(role: Role, *, unit: Unit | None = None, on: date | None = None) -> QuerySet:
    """Active people who hold ``role`` on day ``on`` (today), in ``unit`` if given."""
    memberships = Membership.objects.active(on).filter(role=role)
    if unit is not None:
        memberships = memberships.filter(unit=unit)
    return (
        get_user_model()
        .objects.filter(is_active=True, pk__in=memberships.values("user"))
        .order_by(*alphabetical("first_name", "last_name"))
    )


def holds(user, *roles: Role, unit: Unit | int | None = None) -> bool:
    """Whether ``user`` holds one of ``roles`` today (in ``unit``, if given)."""
    if not (user and user.is_active):
        return False
    memberships = Membership.objects.active().filter(user=user, role__in=roles)
    if unit is not None:
        memberships = memberships.filter(unit=unit)
    return memberships.exists()


def units_of(user, *roles: Role) -> QuerySet[Unit]:
    """Units in which ``user`` holds one of ``roles`` today (any role if none is given)."""
    memberships = Membership.objects.active().filter(user=user)
    if roles:
        memberships = memberships.filter(role__in=roles)
    return Unit.objects.filter(pk__in=memberships.values("unit"))


def units_led(user) -> set[int]:
    """Ids of the units whose pieces ``user`` approves as a leader today.

    Their own, and those below that have no leader: the reverse of :func:`leaders_for`.
    """
    terms = Membership.objects.active().filter(role=Role.UNIT_LEADER, user__is_active=True)
    leaders = list(terms.values_list("unit", "user"))
    mine = {unit for unit, person in leaders if person == user.pk}
    if not mine:
        return set()
    led = {unit for unit, _person in leaders}
    parents = dict(Unit.objects.values_list("pk", "parent"))

    def responsible(unit: int) -> int:
        while unit not in led and (above := parents[unit]) is not None:
            unit = above
        return unit

    return {unit for unit in parents if responsible(unit) in mine}


def leaders_for(unit: Unit) -> QuerySet:
    """Leaders of ``unit``, else of the nearest unit above that has one."""
    while unit.parent is not None and not holders(Role.UNIT_LEADER, unit=unit).exists():
        unit = unit.parent
    return holders(Role.UNIT_LEADER, unit=unit)
