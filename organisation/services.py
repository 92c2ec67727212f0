"""Operations on units: checked, done in one transaction, logged, told to the rooms above."""

from datetime import date
from itertools import combinations

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection

from . import rules
from .lives import participants
from .models import Membership, Unit
from .people import leaders_for
from .permissions import (
    bring_groups_in_step,
    new_collection,
    open_collection,
    unit_group_name,
)

#: Fields of a unit whose change is recorded with the value before and after.
UNIT_FIELDS = (
    "name",
    "short_name",
    "name_en",
    "short_name_en",
    "field_en",
    "kind",
    "symbol",
    "field",
    "parent",
    "sort_order",
    "started_on",
    "ended_on",
)


def check_memberships(memberships: list[Membership]) -> None:
    """Refuse the same person twice in the same role on the same day."""
    for one, other in combinations(memberships, 2):
        same = (one.user_id, one.role) == (other.user_id, other.role)
        if same and rules.overlap(one, other):
            raise ValidationError(
                _("%(person)s is entered twice in the role “%(role)s” for the same days.")
                % {"person": one.user, "role": one.get_role_display()}
            )


def check_history(unit: Unit, memberships: list[Membership]) -> None:
    """Refuse to remove a stored membership of ``unit``, or to make it another person's or role."""
    kept = {m.pk: (m.user_id, m.role) for m in memberships}
    stored = Membership.objects.filter(unit_id=unit.pk) if unit.pk else ()
    if any(kept.get(m.pk) != (m.user_id, m.role) for m in stored):
        raise ValidationError(
            _(
                "Who was a member stays on record: please enter the day “until” instead of "
                "removing the person or changing the role, and add a new row if needed."
            )
        )


def _check(unit: Unit) -> None:
    unit.full_clean()
    memberships = list(unit.memberships.all())
    for membership in memberships:
        membership.full_clean(exclude=["unit"])
    check_memberships(memberships)


@transaction.atomic
def create_unit(unit: Unit, *, by) -> Unit:
    """Save a new ``unit`` (its memberships set in memory) with all that belongs to it.

    Its group, its collection of files, its memberships, and what the rooms above
    add (its page): all or nothing. ``by`` is the acting user, None for a migration.
    Raises ValidationError when a rule of the organisation is broken.
    """
    _check(unit)
    unit.group = Group.objects.create(name=unit_group_name(unit))
    unit.collection = new_collection(unit.short_name)
    unit.save()
    open_collection(unit)
    log(
        instance=unit,
        action="organisation.unit.create",
        user=by,
        content_changed=True,
        data={"name": unit.name, "kind": unit.kind},
    )
    for membership in unit.memberships.all():
        _log_membership(membership, "start", by)
    _keep_people_in_step(unit)
    for participant in participants():
        participant.unit_created(unit, by)
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, by) -> Unit:
    """Save the changed data and memberships of ``unit``; log every difference.

    Raises ValidationError when a rule is broken or a membership was to be removed:
    memberships are ended, never removed.
    """
    before = Unit.objects.select_for_update().get(pk=unit.pk)
    terms_before = {m.pk: m for m in before.memberships.select_related("user")}
    terms = list(unit.memberships.all())
    check_history(unit, terms)
    _check(unit)
    changed = _differences(before, unit)
    if "short_name" in changed:
        _rename_belongings(unit)
    unit.save()
    if changed:
        log(
            instance=unit,
            action="organisation.unit.edit",
            user=by,
            content_changed=True,
            data={"changed": changed},
        )
    for membership in terms:
        _log_term(terms_before.get(membership.pk), membership, by)
    _keep_people_in_step(unit)
    if changed:
        for participant in participants():
            participant.unit_changed(unit, by)
    return unit


def _differences(before: Unit, after: Unit) -> dict[str, list[str | None]]:
    """{field: [value before, value after]} as texts, for the fields that differ."""
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in UNIT_FIELDS}
    return {
        name: [_as_text(old), _as_text(new)] for name, (old, new) in pairs.items() if old != new
    }


def _as_text(value) -> str | None:
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


def _rename_belongings(unit: Unit) -> None:
    Group.objects.filter(unit=unit).update(name=unit_group_name(unit))
    Collection.objects.filter(unit=unit).update(name=unit.short_name)


def _keep_people_in_step(unit: Unit) -> None:
    """Who gained or lost a role is in step at once, not only at their next request."""
    members = {membership.user for membership in unit.memberships.all()}
    for user in members | set(leaders_for(unit)):
        bring_groups_in_step(user)


def _term_data(membership: Membership) -> dict[str, str | int | None]:
    return {
        "user": membership.user_id,
        "person": str(membership.user),
        "role": membership.role,
        "post": membership.post,
        "started_on": _as_text(membership.started_on),
        "ended_on": _as_text(membership.ended_on),
    }


def _log_term(before: Membership | None, membership: Membership, by) -> None:
    if before is None:
        _log_membership(membership, "start", by)
    elif _term_data(before) != _term_data(membership):
        _log_membership(membership, "change", by, before=_term_data(before))


def _log_membership(membership: Membership, what: str, by, **data) -> None:
    log(
        instance=membership.unit,
        action=f"organisation.membership.{what}",
        user=by,
        data={**_term_data(membership), **data},
    )
